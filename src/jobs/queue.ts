import { fromPrisma, type Job, PgBoss } from 'pg-boss'
import type { Transaction } from '#db/client.ts'
import { settings } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { type JobName, type Payload, payloads } from './queues.ts'

/** The queue's schema is the owner's; the application's role only works in it. */
const options = (connectionString: string) => ({
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
  const startAfter = Math.max(0, Math.round((when.dueMs - when.nowMs) / 1000))
  await boss.send(name, payloads[name].parse(payload), { db: fromPrisma(tx), startAfter })
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

/** What a worker process does with each job. */
export type Handlers = { readonly [N in JobName]: (payload: Payload<N>) => Promise<void> }

/** Starts working: polls every two seconds and at once when notified; finishes running jobs on stop. */
export const startWorker = async (
  connectionString: string,
  handlers: Handlers,
  onError: (error: Error) => void,
): Promise<{ stop: () => Promise<void> }> => {
  const boss = new PgBoss({
    ...options(connectionString),
    max: 4,
    schedule: false,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
  })
  boss.on('error', onError)
  await boss.start()
  const work = <N extends JobName>(name: N) =>
    boss.work(name, { pollingIntervalSeconds: 2, batchSize: 1 }, async (jobs: Job<object>[]) => {
      for (const job of jobs) await handlers[name](payloads[name].parse(job.data) as Payload<N>)
    })
  await work('send-communication')
  await work('plan-aftercare')
  await work('raise-needle-alarm')
  await work('ask-after-reply')
  return { stop: () => boss.stop({ graceful: true, timeout: 20_000 }) }
}
