import { type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Database } from '#db/client.ts'
import { queueOptions } from './queue.ts'
import { type JobName, type Payload, payloads } from './queues.ts'
import { startRelay } from './relay.ts'

/** A database that is being started is waited for, for some minutes. */
const START_ATTEMPTS = 20

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

/**
 * Starts working: asks every two seconds, and goes on without a pause while there is plenty; hands to the queue what commands
 * have left. Finishes what is running on stop.
 */
export const startWorker = async (
  connectionString: string,
  database: Database,
  handlers: Handlers,
  onError: (error: Error) => void,
): Promise<Worker> => {
  const boss = new PgBoss({
    ...queueOptions(connectionString),
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
  const atWork = new Map<JobName, string>()
  for (const name of Object.keys(payloads) as JobName[]) atWork.set(name, await work(name))
  const relay = startRelay(database, (name) => boss.notifyWorker(atWork.get(name) ?? ''), onError)
  const isLately = (ms: number): boolean => Date.now() - ms < LONGEST_AT_ONE_MS
  const isAtWork = () =>
    isLately(relay.lookedAtMs()) &&
    boss.getWipData().every(({ lastFetchedOn, createdOn }) => isLately(lastFetchedOn ?? createdOn))
  const stop = async () => {
    await relay.stop()
    await boss.stop({ graceful: true, timeout: 20_000 })
  }
  return { stop, isAtWork }
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
