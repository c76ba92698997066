import type { Database } from '#db/client.ts'
import { enqueueLeft } from './queue.ts'
import { type JobName, payloads } from './queues.ts'

const KNOWN = Object.keys(payloads) as JobName[]
/** Taken in one transaction. */
const MOST = 500
const LOOK_EVERY_MS = 1_000

interface Left {
  readonly name: JobName
  readonly data: object
}

/** Hands to the queue what commands have left, each once whoever asks and whatever fails; says for which jobs there was some. */
export const handOverLeft = (
  database: Database,
): Promise<{ readonly names: readonly JobName[]; readonly more: boolean }> =>
  database.$transaction(async (tx) => {
    const left = await tx.$queryRaw<Left[]>`SELECT name, data FROM take_left_jobs(${KNOWN}::text[], ${MOST}::int)`
    const byName = Map.groupBy(left, ({ name }) => name)
    for (const [name, jobs] of byName)
      await enqueueLeft(
        tx,
        name,
        jobs.map(({ data }) => data),
      )
    return { names: [...byName.keys()], more: left.length === MOST }
  })

export interface Relay {
  /** When it last looked and came to an end, in ms of this process's own clock. */
  readonly lookedAtMs: () => number
  readonly stop: () => Promise<void>
}

/** Looks every second for what commands have left, until stopped. */
export const startRelay = (
  database: Database,
  onHandedOver: (name: JobName) => void,
  onError: (error: Error) => void,
): Relay => {
  let lookedAtMs = Date.now()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const look = async (): Promise<void> => {
    try {
      const { names, more } = await handOverLeft(database)
      lookedAtMs = Date.now()
      for (const name of names) onHandedOver(name)
      if (more && !stopped) return look()
    } catch (error) {
      onError(error as Error)
    }
    if (!stopped) timer = setTimeout(() => (looking = look()), LOOK_EVERY_MS)
  }
  let looking = look()
  return {
    lookedAtMs: () => lookedAtMs,
    stop: () => {
      stopped = true
      clearTimeout(timer)
      return looking
    },
  }
}
