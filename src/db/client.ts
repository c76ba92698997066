import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { log } from '#lib/log.ts'
import { noticesDeadLine } from './dead-line.ts'
import { PrismaClient } from './generated/client.ts'
import { statementNames } from './statement-names.ts'
import { inTransaction, type JoinedModels, type Transaction, type Watch } from './transaction.ts'

export type { Transaction } from './transaction.ts'
export type Database = PrismaClient

/** Callers queue here under load; past it they are told "busy, try again". */
const LONGEST_WAIT_MS = 10_000
const LONGEST_TRANSACTION_MS = 20_000

/**
 * How PostgreSQL plans for us: statements are named and say only what they ask for, so one plan fits all their values, and
 * behind row-level security planning takes longer than running.
 */
const PLANS = '-c jit=off -c random_page_cost=1.1 -c plan_cache_mode=force_generic_plan'

/**
 * Opens the pool of the application's role. Every connection is pinned to UTC: a server set to another zone would
 * otherwise shift each instant silently (M3).
 */
export const openDatabase = (url: string, poolSize = 10, watch?: Watch, silentMs?: number): Database => {
  const pool = sharedPool({
    connectionString: url,
    max: poolSize,
    options: `-c timezone=UTC ${PLANS} -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000 -c transaction_timeout=${LONGEST_TRANSACTION_MS}`,
    ...noticesDeadLine(silentMs),
    connectionTimeoutMillis: LONGEST_WAIT_MS,
    pipeline: true,
  })
  let closing = false
  // an idle connection that is lost must not take the process with it: the pool makes a new one
  pool.on('error', (error) => {
    if (!closing) log.warn({ err: error }, 'the database lost a connection')
  })
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: statementNames('model') }),
    transactionOptions: { maxWait: LONGEST_WAIT_MS, timeout: LONGEST_TRANSACTION_MS },
  })
  const own: Partial<Record<string | symbol, unknown>> = {
    $transaction: <T>(work: (tx: Transaction) => Promise<T>) =>
      inTransaction(pool, (client) => joinModels(prisma, client, watch), work, watch),
    $disconnect: async () => {
      if (closing) return
      closing = true
      await prisma.$disconnect()
      await pool.end()
    },
  }
  return new Proxy(prisma, { get: (real, key) => own[key] ?? Reflect.get(real, key) })
}

/** The connection whose transaction Prisma is about to join. */
const toJoin = new AsyncLocalStorage<Seat>()

interface Seat {
  readonly client: pg.PoolClient
  readonly watch: Watch | undefined
}

/** One pool for raw SQL and for Prisma, who finds in it either a connection of its own or the one it is to join. */
const sharedPool = (config: pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool(config)
  const own = pool.connect.bind(pool) as (callback?: unknown) => unknown
  pool.connect = ((callback?: unknown) => {
    const seat = callback === undefined ? toJoin.getStore() : undefined
    return seat === undefined ? own(callback) : Promise.resolve(seatOn(seat))
  }) as pg.Pool['connect']
  return pool
}

const NOTHING = { rows: [], fields: [], rowCount: 0 }
const BOUNDARY = /^(BEGIN|COMMIT|ROLLBACK)$/

/** A connection as Prisma knows it, on which it can neither begin nor end anything: that is its owner's. */
const seatOn = ({ client, watch }: Seat): pg.PoolClient =>
  ({
    query: (config: pg.QueryConfig) => {
      if (BOUNDARY.test(config.text)) return Promise.resolve(NOTHING)
      watch?.(config.text)
      return client.query(config)
    },
    on: () => undefined,
    removeListener: () => undefined,
    release: () => undefined,
  }) as unknown as pg.PoolClient

const joinModels = (prisma: PrismaClient, client: pg.PoolClient, watch: Watch | undefined): JoinedModels => {
  const joined = Promise.withResolvers<Transaction>()
  const left = Promise.withResolvers<void>()
  const stay = (tx: Transaction): Promise<void> => {
    joined.resolve(tx)
    return left.promise
  }
  const over = toJoin.run({ client, watch }, () => prisma.$transaction(stay))
  over.catch(joined.reject)
  return {
    models: joined.promise,
    leave: () => {
      left.resolve()
      return over
    },
  }
}

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
