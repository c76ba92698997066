import pg from 'pg'
import { asRole } from '../src/lib/env.ts'
import { ROLES } from '../src/lib/settings-table.ts'
import { Refusal } from './refusal.ts'

/** How the processes reach the database: the owner only to migrate, the others with what they were granted. */
export type DatabaseUrls = { ownerUrl: string; appUrl: string; authUrl: string }

/** The roles' addresses where none are given: the owner's database, with passwords that follow from the secret. */
export function urlsFrom(ownerUrl: string, secret: string): DatabaseUrls {
  return { ownerUrl, appUrl: asRole(ownerUrl, ROLES.app, secret), authUrl: asRole(ownerUrl, ROLES.auth, secret) }
}

const oldest = 180_000

/** Runs `work` on one connection to the database, in UTC whatever the server's own zone is. */
export async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connected(url)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Refuses a database that cannot be reached, is too old, or does not keep its text in UTF-8. */
export async function demandUsable(url: string): Promise<void> {
  await withDatabase(url, async (client) => {
    const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
              current_setting('server_encoding') AS encoding`,
    )
    const { version = '', number = '0', encoding = '' } = rows[0] ?? {}
    if (Number(number) < oldest)
      throw new Refusal(`The database at ${place(url)} is PostgreSQL ${version}; Filiform needs 18 or newer.`)
    if (encoding !== 'UTF8')
      throw new Refusal(`The database at ${place(url)} is encoded in ${encoding}; Filiform needs UTF8.`)
  })
}

/** Where an address points, without user and password. */
export function place(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, options: '-c timezone=UTC' })
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw new Refusal(`The database at ${place(url)} cannot be used: ${whyUnreachable(error)}.`)
  }
}

function whyUnreachable(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  const first = error instanceof AggregateError ? (error.errors[0] as { code?: string }).code : undefined
  switch (code ?? first) {
    case 'ECONNREFUSED':
      return 'nothing answers there'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no such host'
    case 'ETIMEDOUT':
      return 'it does not answer'
    case '28P01':
    case '28000':
      return 'it refuses the user or password'
    case '3D000':
      return 'there is no such database'
    default:
      return (message || String(error)).replace(/\.$/, '')
  }
}
