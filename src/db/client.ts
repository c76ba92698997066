import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from './generated/client.ts'
import { statementNames } from './statement-names.ts'

export type Database = PrismaClient
export type Transaction = Prisma.TransactionClient

/**
 * Opens the pool of the application's role. Every connection is pinned to UTC: a server set to another zone would
 * otherwise shift each instant silently (M3).
 */
export const openDatabase = (url: string, poolSize = 10): Database =>
  new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: url,
        max: poolSize,
        options: '-c timezone=UTC -c jit=off -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000',
        connectionTimeoutMillis: 10_000,
      },
      { statementNameGenerator: statementNames() },
    ),
    // callers queue here under load; past it they are told "busy, try again"
    transactionOptions: { maxWait: 15_000, timeout: 20_000 },
  })

/** Refuses a connection that would misread time or pass the walls between clinics. */
export const checkDatabase = async (database: Database): Promise<string | null> => {
  const [row] = await database.$queryRaw<{ zone: string; bypass: boolean; version: number }[]>`
    SELECT current_setting('TimeZone') AS zone, rolbypassrls OR rolsuper AS bypass,
           current_setting('server_version_num')::int AS version
    FROM pg_roles WHERE rolname = current_user`
  if (row === undefined) return 'The database did not say who is connected.'
  if (row.zone !== 'UTC') return `The database connection runs in ${row.zone}; it must run in UTC.`
  if (row.bypass) return 'The application must not connect with a role that passes row-level security.'
  if (row.version < 180_000)
    return `PostgreSQL 18 or newer is needed; this server is ${Math.floor(row.version / 10_000)}.`
  return null
}
