import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import pg from 'pg'
import { type Database, openDatabase } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { closeQueue, connectQueue } from '#jobs/queue.ts'
import { explainError } from '#trpc/explain-error.ts'
import { createCaller } from '#trpc/init.ts'
import { appRouter } from '../../src/router.ts'
import { TUESDAY_MORNING_MS, type TwoClinics, twoClinics } from './clinics.ts'
import { testDatabase } from './database.ts'

const callerOf = createCaller(appRouter)
type Caller = ReturnType<typeof callerOf>

export interface FrontDesk extends TwoClinics {
  readonly database: Database
  /** The owner's connections: to look, and to arrange what no procedure can. */
  readonly owner: pg.Pool
  /** Everything the house can be asked, as this person; the clock stands where the test puts it. */
  readonly as: (actor: Actor | null, options?: { nowMs?: number; locale?: 'en' | 'de' }) => Caller
  /** The application's address, for a test that watches the statements itself. */
  readonly appUrl: string
  /** The address of the role that sees sign-ins only. */
  readonly authUrl: string
  readonly close: () => Promise<void>
}

/** Both clinics of the test data behind the real procedures, on a database of the file's own. */
export const openFrontDesk = async ({ poolSize = 20 }: { poolSize?: number } = {}): Promise<FrontDesk> => {
  const store = await testDatabase({ clinics: true })
  const clinics = twoClinics()
  connectQueue(store.appUrl)
  const database = openDatabase(store.appUrl, poolSize)
  const owner = new pg.Pool({ connectionString: store.ownerUrl, max: 2, options: '-c timezone=UTC' })
  // its database is dropped at the end of the file, idle connections and all
  owner.on('error', () => undefined)
  return {
    ...clinics,
    database,
    owner,
    appUrl: store.appUrl,
    authUrl: store.authUrl,
    as: (actor, { nowMs = TUESDAY_MORNING_MS, locale = 'en' } = {}) =>
      callerOf({ database, actor, locale, now: () => nowMs, requestId: randomUUID() }),
    close: async () => {
      await closeQueue()
      await database.$disconnect()
      await owner.end()
      await store.drop()
    },
  }
}

export interface RefusedCall {
  readonly code: string
  readonly message: string
  readonly refusals: readonly { readonly reason: string; readonly sentence: string; readonly offer?: unknown }[]
}

/** What a call was refused with; fails when it was not refused or failed otherwise. */
export const refusalOf = async (call: Promise<unknown>): Promise<RefusedCall> => {
  try {
    const value = await call
    throw new Error(`Nothing was refused: ${JSON.stringify(value)}`)
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error
    if (error.code === 'INTERNAL_SERVER_ERROR') throw error.cause ?? error
    return { code: error.code, message: error.message, refusals: explainError(error, 'en') }
  }
}

/** How many calls succeeded, and with which reasons the others were refused. Anything else than a refusal fails. */
export const outcomes = async <T>(calls: readonly Promise<T>[]) => {
  const settled = await Promise.allSettled(calls)
  const values: T[] = []
  const reasons: string[] = []
  for (const one of settled) {
    if (one.status === 'fulfilled') values.push(one.value)
    else reasons.push((await refusalOf(Promise.reject(one.reason))).refusals[0]?.reason ?? 'unexplained')
  }
  return { values, reasons }
}
