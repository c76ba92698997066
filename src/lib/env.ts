import { createHmac } from 'node:crypto'
import type { z } from 'zod'
import { definitions, type Mode, type TestNow } from './settings-table.ts'

type Env = Record<string, string | undefined>
type Name = keyof typeof definitions
type Value<N extends Name> =
  | z.output<(typeof definitions)[N]['schema']>
  | ((typeof definitions)[N]['fallback'] extends null ? null : never)
type Read<T> = { ok: true; settings: T } | { ok: false; problems: string[] }

/** What `npm start` and the other commands run by. Only they may know the database's owner. */
export type OwnerSettings = {
  port: number
  host: string
  publicUrl: string
  databaseUrl: string | null
  appDatabaseUrl: string | null
  authDatabaseUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  mailBounceToken: string | null
  smsUrl: string | null
  smsNumbers: readonly { readonly clinic: string; readonly number: string }[]
  dataDir: string
  mode: Mode
  secret: string | null
  testNow: TestNow | null
  logLevel: string
  trustedProxies: readonly string[]
}

/** What web and worker run by: everything is there, and no owner. */
export type Settings = Omit<OwnerSettings, 'databaseUrl' | 'dataDir'> & {
  appDatabaseUrl: string
  authDatabaseUrl: string
  smtpUrl: string
  secret: string
}

/** A wrong setting. Its message is the sentence to show. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

let read: Settings | undefined

/** The settings of this web or worker process, checked once. Call it when needed, not while a module loads: builds have none. */
export function settings(): Settings {
  read ??= settled(readSettings(process.env))
  return read
}

/** The value, or a `SettingsError` with all problems. */
export function settled<T>(answer: Read<T>): T {
  if (!answer.ok) throw new SettingsError(answer.problems.join('\n'))
  return answer.settings
}

/** Checks the settings of a command that owns the database. */
export function readOwnerSettings(env: Env): Read<OwnerSettings> {
  const problems: string[] = []
  const value = <N extends Name>(name: N): Value<N> => valueIn(env, name, problems)
  const host = value('HOST')
  const port = value('PORT')
  const all: OwnerSettings = {
    port,
    host,
    publicUrl: value('PUBLIC_URL') ?? `http://${shownHost(host)}:${port}`,
    databaseUrl: value('DATABASE_URL'),
    appDatabaseUrl: value('APP_DATABASE_URL'),
    authDatabaseUrl: value('AUTH_DATABASE_URL'),
    smtpUrl: value('SMTP_URL'),
    mailFrom: value('MAIL_FROM'),
    mailBounceToken: value('MAIL_BOUNCE_TOKEN'),
    smsUrl: value('SMS_URL'),
    smsNumbers: value('SMS_NUMBERS') ?? [],
    dataDir: value('FILIFORM_DATA_DIR'),
    mode: value('FILIFORM_MODE'),
    secret: value('FILIFORM_SECRET'),
    testNow: value('FILIFORM_TEST_NOW'),
    logLevel: value('LOG_LEVEL'),
    trustedProxies: value('TRUSTED_PROXY'),
  }
  if (present(env, 'SMS_URL') !== present(env, 'SMS_NUMBERS'))
    problems.push('SMS_URL and SMS_NUMBERS belong together: one of them is missing.')
  if (all.mode === 'production') problems.push(...productionProblems(env, all))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: all }
}

/** Checks the settings of web or worker. */
export function readSettings(env: Env): Read<Settings> {
  // An owner's address is refused here, so production's demand for one is met with a stand-in.
  const owner = readOwnerSettings({ ...env, DATABASE_URL: env.APP_DATABASE_URL })
  const problems = owner.ok ? [] : owner.problems.filter((problem) => !problem.startsWith('DATABASE_URL'))
  if (present(env, 'DATABASE_URL'))
    problems.push("DATABASE_URL is the database owner's and must not be given to web or worker.")
  for (const name of ['APP_DATABASE_URL', 'AUTH_DATABASE_URL', 'SMTP_URL', 'FILIFORM_SECRET'] as const) {
    if (!present(env, name)) problems.push(`${name} is missing; it must be ${definitions[name].mustBe}.`)
  }
  if (!owner.ok || problems.length > 0) return { ok: false, problems: [...new Set(problems)] }
  const {
    appDatabaseUrl,
    authDatabaseUrl,
    smtpUrl,
    secret,
    databaseUrl: _owner,
    dataDir: _folder,
    ...rest
  } = owner.settings
  if (!appDatabaseUrl || !authDatabaseUrl || !smtpUrl || !secret)
    return { ok: false, problems: ['A setting is missing.'] }
  return {
    ok: true,
    settings: {
      ...rest,
      appDatabaseUrl: withPassword(appDatabaseUrl, secret),
      authDatabaseUrl: withPassword(authDatabaseUrl, secret),
      smtpUrl,
      secret,
    },
  }
}

/** Only the test clock's part of the settings, which scripts and tests need without the rest. */
export function readTestNow(env: Env): { ok: true; testNow: TestNow | null } | { ok: false; problem: string } {
  const problems: string[] = []
  const testNow = valueIn(env, 'FILIFORM_TEST_NOW', problems)
  if (testNow !== null && env.FILIFORM_MODE === 'production') problems.push(noTestClock)
  const [problem] = problems
  return problem === undefined ? { ok: true, testNow } : { ok: false, problem }
}

/** The password of a database role, derived from the secret so that nobody has to keep it. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')
}

/** The same database, reached as another role. */
export function asRole(ownerUrl: string, role: string, secret: string): string {
  const address = new URL(ownerUrl)
  address.username = role
  address.password = rolePassword(secret, role)
  return address.href
}

/** The address with the role's derived password, unless it brings one. */
export function withPassword(address: string, secret: string): string {
  const { password, username } = new URL(address)
  return password ? address : asRole(address, decodeURIComponent(username), secret)
}

const noTestClock = 'FILIFORM_TEST_NOW sets the clock and is refused in production; remove it.'

function productionProblems(env: Env, { publicUrl, testNow }: OwnerSettings): string[] {
  const demanded = ['PUBLIC_URL', 'DATABASE_URL', 'SMTP_URL', 'FILIFORM_SECRET'] as const
  const problems = demanded
    .filter((name) => !present(env, name))
    .map((name) => `${name} is demanded in production; it must be ${definitions[name].mustBe}.`)
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol !== 'https:' && !isLoopback(hostname))
    problems.push('PUBLIC_URL must start with https:// in production.')
  if (testNow !== null) problems.push(noTestClock)
  return problems
}

function valueIn<N extends Name>(env: Env, name: N, problems: string[]): Value<N> {
  const { schema, fallback, mustBe } = definitions[name]
  const text = present(env, name) ? env[name] : fallback
  if (text === null || text === undefined) return null as Value<N>
  const parsed = schema.safeParse(text)
  if (parsed.success) return parsed.data as Value<N>
  problems.push(`${name} must be ${mustBe}.`)
  return schema.safeParse(fallback).data as Value<N>
}

function present(env: Env, name: Name): boolean {
  return (env[name] ?? '') !== ''
}

function shownHost(host: string): string {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function isLoopback(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)
}
