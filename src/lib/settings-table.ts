import { BlockList, isIP } from 'node:net'
import { z } from 'zod'

/** Every setting: what it may be, what holds when it is absent, what it means. `docs/settings.md` shows the same table. */
export type Mode = 'demo' | 'production' | 'test'

/** The instant a test calls now, and the real instant it belongs to (`null`: the start of the process). */
export type TestNow = { atMs: number; anchorMs: number | null }

/** The database roles of web and worker; they own nothing. */
export const ROLES = { app: 'filiform_app', auth: 'filiform_auth' } as const

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
const postgresUrl = url('postgres:', 'postgresql:').refine((text) => new URL(text).pathname.length > 1)

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** `fallback` is the text that holds when the variable is absent or empty; `null` when nothing can be read instead. */
type Definition = {
  schema: z.ZodType
  mustBe: string
  fallback: string | null
  shownFallback?: string
  meaning: string
}

export const definitions = {
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65_535),
    mustBe: 'a whole number from 1 to 65535',
    fallback: '3000',
    meaning: 'Port of the web server.',
  },
  HOST: {
    schema: z.string().regex(/^[A-Za-z0-9.:-]+$/),
    mustBe: 'a host name or an address',
    fallback: '127.0.0.1',
    meaning: 'Address the web server listens on; `0.0.0.0` for every network card.',
  },
  PUBLIC_URL: {
    schema: url('http:', 'https:').transform((text) => new URL(text).origin),
    mustBe: 'a full address such as https://clinic.example',
    fallback: null,
    shownFallback: 'http://localhost:PORT',
    meaning: 'Address that people and their mails use. Production demands it, with https unless it is localhost.',
  },
  DATABASE_URL: {
    schema: postgresUrl,
    mustBe: 'an address such as postgresql://owner:password@host:5432/filiform',
    fallback: null,
    shownFallback: 'the embedded server',
    meaning:
      "The database owner's access, PostgreSQL 18 or newer, used for migrating only. Web and worker never get it.",
  },
  APP_DATABASE_URL: {
    schema: postgresUrl.refine((text) => decodeURIComponent(new URL(text).username) === ROLES.app),
    mustBe: `an address such as postgresql://${ROLES.app}@host:5432/filiform, with that very role`,
    fallback: null,
    shownFallback: 'DATABASE_URL with another role',
    meaning: `Access of the role \`${ROLES.app}\`. Without a password in it, one is derived from FILIFORM_SECRET.`,
  },
  AUTH_DATABASE_URL: {
    schema: postgresUrl.refine((text) => decodeURIComponent(new URL(text).username) === ROLES.auth),
    mustBe: `an address such as postgresql://${ROLES.auth}@host:5432/filiform, with that very role`,
    fallback: null,
    shownFallback: 'DATABASE_URL with another role',
    meaning: `Access of the role \`${ROLES.auth}\`, which sees sign-ins only. Its password is found in the same way.`,
  },
  SMTP_URL: {
    schema: url('smtp:', 'smtps:'),
    mustBe: 'an address such as smtp://user:password@mail.example:587',
    fallback: null,
    shownFallback: 'the built-in mail catcher',
    meaning:
      'Mail server that messages are handed to. `smtp://` demands STARTTLS unless the server is on this machine or the address ends in `?tls=no`. Production demands a mail server.',
  },
  MAIL_FROM: {
    schema: z.string().regex(/^([^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/),
    mustBe: 'a mail address, or a name and a mail address in angle brackets',
    fallback: 'Filiform <clinic@demo.test>',
    meaning: 'Sender of every mail.',
  },
  MAIL_BOUNCE_TOKEN: {
    schema: z.string().regex(/^[\w.~+/=-]{24,}$/),
    mustBe: 'at least 24 letters, digits or signs of an address',
    fallback: null,
    shownFallback: 'no mail that comes back is taken in',
    meaning: 'Lets the mail server bring what comes back later; see below.',
  },
  SMS_URL: {
    schema: url('http:', 'https:').refine((text) => {
      const { protocol, username, password, hostname } = new URL(text)
      return username !== '' && password !== '' && (protocol === 'https:' || LOOPBACK.test(hostname))
    }),
    mustBe: 'an address such as https://ACCOUNT:TOKEN@api.twilio.com, with https unless it is on this machine',
    fallback: null,
    shownFallback: 'no texts; in demo the built-in catcher',
    meaning:
      "Provider of text messages, by Twilio's protocol, with account and token. Without one, messages go by mail, or a person calls.",
  },
  SMS_NUMBERS: {
    schema: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim().split('=')))
      .refine((list) => list.every(([clinic, number, ...more]) => isClinicsNumber(clinic, number) && more.length === 0))
      .transform((list) => list.map(([clinic = '', number = '']) => ({ clinic, number }))),
    mustBe: 'a comma-separated list such as riverside=+493012345678',
    fallback: null,
    shownFallback: 'no texts',
    meaning:
      'By the name in its address, the number that each clinic writes from and is answered at. Belongs to SMS_URL.',
  },
  FILIFORM_DATA_DIR: {
    schema: z.string().min(1),
    mustBe: 'the path of a folder',
    fallback: '.data',
    meaning: 'Folder of the embedded database, caught mail, generated secret and logs.',
  },
  FILIFORM_MODE: {
    schema: z.enum(['demo', 'production', 'test']),
    mustBe: 'demo, production or test',
    fallback: 'demo',
    meaning: 'What this installation is. Only demo and test have demo sign-ins and a clock that can be set.',
  },
  FILIFORM_SECRET: {
    schema: z.string().min(32),
    mustBe: 'at least 32 characters long',
    fallback: null,
    shownFallback: 'generated into FILIFORM_DATA_DIR',
    meaning: 'Signs sessions and links, and gives the database roles their passwords. Production demands it.',
  },
  FILIFORM_TEST_NOW: {
    schema: z.string().transform((text, context): TestNow => {
      const [at = '', anchor, ...rest] = text.split('@')
      const atMs = instantMs(at)
      const anchorMs = anchor === undefined ? null : instantMs(anchor)
      if (atMs === undefined || anchorMs === undefined || rest.length > 0) context.addIssue('not an instant')
      return { atMs: atMs ?? 0, anchorMs: anchorMs ?? null }
    }),
    mustBe: 'an instant such as 2026-11-23T08:00:00Z',
    fallback: null,
    shownFallback: "the machine's clock",
    meaning:
      'The instant that "now" is for everything at start. Production refuses it. After an `@` may stand the real instant it belongs to.',
  },
  LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error']),
    mustBe: 'debug, info, warn or error',
    fallback: 'info',
    meaning: 'From which level on web and worker write log lines.',
  },
  TRUSTED_PROXY: {
    schema: z
      .string()
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .refine((list) => list.every(isAddressOrRange)),
    mustBe: 'a comma-separated list of addresses or ranges such as 10.0.0.0/8',
    fallback: '',
    shownFallback: 'nobody',
    meaning: 'Proxies whose `X-Forwarded-For` is believed.',
  },
} satisfies Record<string, Definition>

function isClinicsNumber(clinic = '', number = ''): boolean {
  return /^[a-z0-9-]+$/.test(clinic) && /^\+[1-9]\d{7,14}$/.test(number)
}

function isAddressOrRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return (
    prefix === undefined ||
    (/^\d{1,3}$/.test(prefix) && isPrefix(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4'))
  )
}

function isPrefix(address: string, prefix: number, family: 'ipv4' | 'ipv6'): boolean {
  try {
    new BlockList().addSubnet(address, prefix, family)
    return true
  } catch {
    return false
  }
}

function instantMs(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return undefined
  }
}
