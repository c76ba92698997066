import { randomUUID } from 'node:crypto'
import type { Database } from './client.ts'

const EVERY_MS = 5_000
/** A worker that has been silent for so long is taken for gone. */
const SILENT_AFTER_SECONDS = 30

/** Lets a worker say every few seconds that it lives and is at work, until stopped. */
export const startHeartbeat = (
  database: Database,
  isAtWork: () => boolean,
  onError: (error: unknown) => void,
): { stop: () => void } => {
  const workerId = randomUUID()
  const beat = async (): Promise<void> => {
    if (!isAtWork()) return onError(new Error('The worker has not asked for work for a while'))
    await database.$executeRaw`
      WITH old AS (DELETE FROM worker_heartbeat WHERE at < clock_timestamp() - interval '1 day')
      INSERT INTO worker_heartbeat (worker_id, at) VALUES (${workerId}::uuid, clock_timestamp())
      ON CONFLICT (worker_id) DO UPDATE SET at = excluded.at`.catch(onError)
  }
  void beat()
  const timer = setInterval(() => void beat(), EVERY_MS)
  return { stop: () => clearInterval(timer) }
}

/** Whether any worker has said lately that it lives. */
export const workerLives = async (database: Database): Promise<boolean> => {
  const [row] = await database.$queryRaw<{ lives: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM worker_heartbeat
      WHERE at > clock_timestamp() - make_interval(secs => ${SILENT_AFTER_SECONDS})) AS lives`
  return row?.lives ?? false
}
