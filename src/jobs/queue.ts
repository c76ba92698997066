import { fromPrisma, PgBoss } from 'pg-boss'
import type { Transaction } from '#db/client.ts'
import type { LeftJob } from '#db/command.ts'
import { noticesDeadLine } from '#db/dead-line.ts'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { type JobName, type Payload, payloads } from './queues.ts'

/** The queue's schema is the owner's; the application's role only works in it. */
export const queueOptions = (connectionString: string) => ({
  // its own connections are made by it, so what is for them goes through it
  ...noticesDeadLine(),
  connectionString,
  schema: 'jobs',
  migrate: false,
  createSchema: false,
  options: '-c timezone=UTC',
})

let sender: Promise<PgBoss> | undefined

const senderFor = (connectionString: string): Promise<PgBoss> => {
  sender ??= startSender(connectionString).catch((error: unknown) => {
    sender = undefined
    throw error
  })
  return sender
}

const startSender = (connectionString: string): Promise<PgBoss> => {
  const boss = new PgBoss({ ...queueOptions(connectionString), max: 1, supervise: false, schedule: false })
  // a connection lost while nothing is sent must not take the process with it: the next job makes a new one
  boss.on('error', (error) => log.warn({ err: error }, 'the queue lost its connection'))
  return boss.start()
}

/**
 * Puts a job into the queue as part of the caller's transaction: it is there if and only if its cause is.
 * `dueMs` and `nowMs` are instants of the clinic's clock; the queue counts the seconds between them.
 */
export const enqueue = async <N extends JobName>(
  tx: Transaction,
  name: N,
  payload: Payload<N>,
  when: { readonly dueMs: number; readonly nowMs: number },
): Promise<void> => {
  const boss = await senderFor(queueUrl())
  await boss.send(name, payloads[name].parse(payload), { db: fromPrisma(tx), startAfter: secondsUntil(when) })
}

const secondsUntil = ({ dueMs, nowMs }: { readonly dueMs: number; readonly nowMs: number }): number =>
  Math.max(0, Math.round((dueMs - nowMs) / 1000))

/** The same for many at once, in one statement. */
export const enqueueAll = async <N extends JobName>(
  tx: Transaction,
  name: N,
  jobs: readonly { readonly payload: Payload<N>; readonly dueMs: number }[],
  nowMs: number,
): Promise<void> => {
  const boss = await senderFor(queueUrl())
  const rows = jobs.map(({ payload, dueMs }) => ({
    data: payloads[name].parse(payload),
    startAfter: Math.max(0, Math.round((dueMs - nowMs) / 1000)),
  }))
  await boss.insert(name, rows, { db: fromPrisma(tx) })
}

/** Puts jobs into the queue as commands have left them: each was checked when it was left, and is again when it is done. */
export const enqueueLeft = async (tx: Transaction, name: JobName, all: readonly object[]): Promise<void> => {
  const boss = await senderFor(queueUrl())
  await boss.insert(
    name,
    all.map((data) => ({ data })),
    { db: fromPrisma(tx) },
  )
}

/** A job that is due at once, to be left by a command with its last write: that costs it less than the queue's own row. */
export const leave = <N extends JobName>(name: N, payload: Payload<N>): LeftJob => ({
  name,
  data: payloads[name].parse(payload),
})

let url: string | undefined

/** Tells this process that its queue lives elsewhere than the settings say. */
export const connectQueue = (connectionString: string): void => {
  if (url !== connectionString) sender = undefined
  url = connectionString
}

const queueUrl = (): string => url ?? settings().appDatabaseUrl

/** Lets go of the connection that enqueues. */
export const closeQueue = async (): Promise<void> => {
  const boss = await sender
  sender = undefined
  await boss?.stop({ graceful: true, timeout: 2_000 })
}
