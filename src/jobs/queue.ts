import { fromPrisma, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Transaction } from '#db/client.ts'
import { noticesDeadLine } from '#db/dead-line.ts'
import type { Prisma } from '#db/generated/client.ts'
import { finishWith } from '#db/transaction.ts'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { type JobName, type Payload, payloads } from './queues.ts'

/** The queue's schema is the owner's; the application's role only works in it. */
const options = (connectionString: string) => ({
  // its own connections are made by it, so what is for them goes through it
  ...noticesDeadLine(),
  connectionString,
  schema: 'jobs',
  migrate: false,
  createSchema: false,
  options: '-c timezone=UTC',
})

/** A database that is being started is waited for, for some minutes. */
const START_ATTEMPTS = 20

let sender: Promise<PgBoss> | undefined

const senderFor = (connectionString: string): Promise<PgBoss> => {
  sender ??= startSender(connectionString).catch((error: unknown) => {
    sender = undefined
    throw error
  })
  return sender
}

const startSender = (connectionString: string): Promise<PgBoss> => {
  const boss = new PgBoss({ ...options(connectionString), max: 1, supervise: false, schedule: false })
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

/**
 * The same as one of a transaction's last writes: it is sent along with the COMMIT, so that it costs a statement and no
 * round trip. The statement has a name, so that PostgreSQL plans it once.
 */
export const enqueueLast = async <N extends JobName>(
  tx: Transaction,
  name: N,
  payload: Payload<N>,
  when: { readonly dueMs: number; readonly nowMs: number },
): Promise<void> => {
  const boss = await senderFor(queueUrl())
  const data = payloads[name].parse(payload)
  const { promise: underWay, resolve, reject } = Promise.withResolvers<void>()
  const executeSql = async (text: string, values: unknown[] = []) => {
    const rows = tx.$queryRaw<unknown[]>({ text, values } as unknown as Prisma.Sql)
    await finishWith(tx, [rows])
    resolve()
    return { rows: await rows }
  }
  // what fails later fails with the transaction
  boss.send(name, data, { db: { executeSql }, startAfter: secondsUntil(when) }).then(() => resolve(), reject)
  await underWay
}

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

/** Thrown by a job that is to be done later for a reason that is nobody's mistake. */
export class Postponed extends Error {
  override name = 'Postponed'
}

/** Jobs that are done together: tells of each what stands in its way, null when it is done. */
export interface Together<N extends JobName> {
  readonly atOnce: number
  readonly doAll: (payloads: readonly Payload<N>[]) => Promise<readonly (Error | null)[]>
}

/** What a worker process does with each job. */
export type Handlers = { readonly [N in JobName]: ((payload: Payload<N>) => Promise<void>) | Together<N> }

export interface Worker {
  readonly stop: () => Promise<void>
  /** Whether every queue has been asked for work lately, or is at it: a process may live and do nothing. */
  readonly isAtWork: () => boolean
}

/** So many jobs of one kind are asked for together. */
const AT_ONCE = 5
/** So many times over: what hangs holds up its own lane alone. */
const LANES = 2
export const ASK_EVERY_SECONDS = 2
/** How soon it is noticed that a worker has died, once it gives no sign of life. */
export const LOOK_AFTER_OTHERS_EVERY_SECONDS = 10
/** Longer than any job takes, and than a silent database is waited for. */
const LONGEST_AT_ONE_MS = 120_000

/** Starts working: asks every two seconds, and goes on without a pause while there is plenty; finishes what is running on stop. */
export const startWorker = async (
  connectionString: string,
  handlers: Handlers,
  onError: (error: Error) => void,
): Promise<Worker> => {
  const boss = new PgBoss({
    ...options(connectionString),
    max: 4,
    schedule: false,
    superviseIntervalSeconds: LOOK_AFTER_OTHERS_EVERY_SECONDS,
    monitorIntervalSeconds: LOOK_AFTER_OTHERS_EVERY_SECONDS,
  })
  boss.on('error', onError)
  await boss.start({ attempts: START_ATTEMPTS })
  const work = <N extends JobName>(name: N) => {
    const { atOnce, doAll } = inOne<N>(handlers[name])
    const asking = { pollingIntervalSeconds: ASK_EVERY_SECONDS, batchSize: atOnce, localConcurrency: LANES }
    return boss.work(
      name,
      { ...asking, burstWhenBatchFull: true, perJobResults: true },
      async (jobs: Job<object>[]): Promise<JobResult[]> => {
        const outcomes = await doAll(jobs.map(({ data }) => payloads[name].parse(data) as Payload<N>))
        return jobs.map(({ id }, index) => {
          const error = outcomes[index] ?? null
          if (error !== null && !(error instanceof Postponed)) onError(error)
          return error === null ? { id, status: 'completed' } : { id, status: 'failed', output: whatFailed(error) }
        })
      },
    )
  }
  for (const name of Object.keys(payloads) as JobName[]) await work(name)
  const isAtWork = () =>
    boss
      .getWipData()
      .every(({ lastFetchedOn, createdOn }) => Date.now() - (lastFetchedOn ?? createdOn) < LONGEST_AT_ONE_MS)
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }), isAtWork }
}

/** Jobs that know nothing of each other, done at the same time. */
const inOne = <N extends JobName>(handler: Handlers[N]): Together<N> =>
  typeof handler !== 'function'
    ? handler
    : {
        atOnce: AT_ONCE,
        doAll: (all) =>
          Promise.all(
            all.map((one) =>
              handler(one).then(
                () => null,
                (error: Error) => error,
              ),
            ),
          ),
      }

/** What is kept of an error in the queue's own table: an error's message may quote what was written. */
const whatFailed = (error: Error): object => ({ name: error.name, code: (error as { code?: unknown }).code ?? null })
