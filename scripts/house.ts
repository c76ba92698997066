import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type OwnerSettings, readOwnerSettings, settled, withPassword } from '../src/lib/env.ts'
import {
  anchoredTestNow,
  holdFolder,
  keepPorts,
  keptPorts,
  keptSecret,
  openDataFolder,
  type Ports,
} from './data-folder.ts'
import { type DatabaseUrls, demandUsable, urlsFrom } from './database.ts'
import { isFree } from './free-port.ts'
import { startMailCatcher } from './mail-catcher.ts'
import { startCluster } from './postgres.ts'
import { runCommand } from './programs.ts'
import { step } from './progress.mjs'
import { root } from './project.ts'
import { Refusal } from './refusal.ts'

type Env = Record<string, string | undefined>

/** Everything web and worker stand on: settings, a migrated database, a mail server. */
export type House = {
  settings: OwnerSettings
  folder: string
  urls: DatabaseUrls
  /** What the commands are told that own the database. */
  ownerEnv: Env
  /** What web and worker are told. The owner's access is not in it. */
  childEnv: Env
  /** Where mail goes, in words. */
  mailGoes: string
  /** Settles with a sentence if the database goes away. */
  databaseEnded: Promise<string>
}

/** Reads `.env` beside package.json, where there is one; what the caller's environment says wins. */
export function readEnvFile(): void {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** The checked settings of a command, with the secret and clock of its data folder. */
export function openSettings(): { settings: OwnerSettings; folder: string; secret: string } {
  readEnvFile()
  const settings = settled(readOwnerSettings(process.env))
  const folder = openDataFolder(settings.dataDir)
  return { settings, folder, secret: settings.secret ?? keptSecret(folder) }
}

/** Opens the house; whatever it starts is put on the stack, to be stopped in reverse. */
export async function openHouse(stack: AsyncDisposableStack): Promise<House> {
  const { settings, folder, secret } = openSettings()
  const held = holdFolder(folder, settings.publicUrl)
  stack.defer(held.release)
  await demandFreePort(settings, held.tookOver)
  const testNow = anchoredTestNow(folder, settings.testNow)
  if (testNow !== undefined) process.env.FILIFORM_TEST_NOW = testNow
  const ports = keptPorts(folder)
  const database = await openDatabase(stack, { settings, folder, secret, ports })
  const mail = await openMail(stack, { settings, folder, ports })
  keepPorts(folder, ports)
  const childEnv = environment(settings, { folder, secret, testNow, urls: database.urls, mail })
  return {
    settings,
    folder,
    urls: database.urls,
    ownerEnv: ownerEnv(database.urls, secret),
    childEnv,
    mailGoes: mail.goes,
    databaseEnded: database.ended,
  }
}

type Opening = { settings: OwnerSettings; folder: string; ports: Ports }

async function openDatabase(
  stack: AsyncDisposableStack,
  { settings, folder, secret, ports }: Opening & { secret: string },
) {
  let ownerUrl = settings.databaseUrl
  let ended = new Promise<string>(() => {})
  if (ownerUrl === null) {
    const cluster = await step('Starting PostgreSQL', () =>
      startCluster({ dataDir: folder, secret, fsync: true, port: ports.postgres }),
    )
    stack.defer(cluster.stop)
    ports.postgres = cluster.port
    ended = cluster.ended.then(
      () => `The database ended unexpectedly (more in ${join(folder, 'log', 'postgres.log')}).`,
    )
    await cluster.createDatabase(databaseName)
    ownerUrl = cluster.ownerUrl(databaseName)
  }
  const derived = urlsFrom(ownerUrl, secret)
  const urls = {
    ownerUrl,
    appUrl: settings.appDatabaseUrl === null ? derived.appUrl : withPassword(settings.appDatabaseUrl, secret),
    authUrl: settings.authDatabaseUrl === null ? derived.authUrl : withPassword(settings.authDatabaseUrl, secret),
  }
  await demandUsable(ownerUrl)
  await step('Migrating the database', () => runCommand('migrate', ownerEnv(urls, secret)))
  return { urls, ended }
}

function ownerEnv({ ownerUrl, appUrl, authUrl }: DatabaseUrls, secret: string): Env {
  return {
    ...process.env,
    DATABASE_URL: ownerUrl,
    APP_DATABASE_URL: appUrl,
    AUTH_DATABASE_URL: authUrl,
    FILIFORM_SECRET: secret,
  }
}

/** The embedded server's one database. */
export const databaseName = 'filiform'

/** A number that is nobody's, for texts that are caught. */
const DEMO_NUMBERS = [{ clinic: 'riverside', number: '+4930555501' }]

async function openMail(stack: AsyncDisposableStack, { settings, folder, ports }: Opening) {
  const { smtpUrl, smsUrl, smsNumbers } = settings
  if (smtpUrl !== null) return { smtpUrl, smsUrl, smsNumbers, goes: `goes to ${new URL(smtpUrl).host}` }
  const kept = { smtpPort: ports.smtp ?? 0, inboxPort: ports.inbox ?? 0, smsPort: ports.sms ?? 0 }
  const options = { folder: join(folder, 'mail'), ...kept }
  // Their old ports may have been given to others meanwhile.
  const catcher = await startMailCatcher(options).catch(() =>
    startMailCatcher({ ...options, smtpPort: 0, inboxPort: 0, smsPort: 0 }),
  )
  stack.defer(catcher.stop)
  Object.assign(ports, catcher.ports)
  const texts = smsUrl === null ? { smsUrl: catcher.smsUrl, smsNumbers: DEMO_NUMBERS } : { smsUrl, smsNumbers }
  return { smtpUrl: catcher.smtpUrl, ...texts, goes: `is caught at ${catcher.inboxUrl}` }
}

async function demandFreePort({ port, host }: OwnerSettings, tookOver: boolean): Promise<void> {
  // After a kill the old web server needs a moment to notice that its command is gone.
  for (const until = Date.now() + (tookOver ? 15_000 : 0); ; await pause(200)) {
    if (await isFree(port, host)) return
    if (Date.now() >= until)
      throw new Refusal(
        `Port ${port} of ${host} cannot be used: another program has it, or it is not allowed; set PORT to another one.`,
      )
  }
}

type Told = {
  folder: string
  secret: string
  testNow: string | undefined
  urls: DatabaseUrls
  mail: Pick<OwnerSettings, 'smsUrl' | 'smsNumbers'> & { smtpUrl: string }
}

function environment(settings: OwnerSettings, { folder, secret, testNow, urls, mail }: Told): Env {
  // PG… variables could hand on the owner's access, npm_… ones are noise.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PG|npm_)/.test(name))
  return {
    ...Object.fromEntries(inherited),
    PORT: String(settings.port),
    HOST: settings.host,
    PUBLIC_URL: settings.publicUrl,
    // Empty rather than absent, so that a .env file cannot bring it back.
    DATABASE_URL: '',
    APP_DATABASE_URL: urls.appUrl,
    AUTH_DATABASE_URL: urls.authUrl,
    SMTP_URL: mail.smtpUrl,
    SMS_URL: mail.smsUrl ?? '',
    SMS_NUMBERS: mail.smsNumbers.map(({ clinic, number }) => `${clinic}=${number}`).join(','),
    MAIL_FROM: settings.mailFrom,
    MAIL_BOUNCE_TOKEN: settings.mailBounceToken ?? '',
    FILIFORM_DATA_DIR: folder,
    FILIFORM_MODE: settings.mode,
    FILIFORM_SECRET: secret,
    FILIFORM_TEST_NOW: testNow ?? '',
    LOG_LEVEL: settings.logLevel,
    TRUSTED_PROXY: settings.trustedProxies.join(','),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}
