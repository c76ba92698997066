import type { Program } from '../scripts/programs.ts'
import {
  after,
  copiesOf,
  demand,
  type Fault,
  isAskedFor,
  isNow,
  MINUTE_MS,
  messageOf,
  secondsUntil,
  tell,
} from './fault.ts'
import type { House } from './house.ts'

export const KILLED_FOR_AT_MOST_MS = 2 * MINUTE_MS

/** Holds back whoever wants to write to a message, until let go. */
export const holdRow = async ({ owner }: House, id: string): Promise<() => Promise<void>> => {
  const client = await owner.connect()
  await client.query('BEGIN')
  await client.query('SELECT 1 FROM communication WHERE id = $1 FOR UPDATE', [id])
  return async () => {
    await client.query('COMMIT')
    client.release()
  }
}

export const waitsForIt = (house: House) => async (): Promise<boolean> => {
  const { rowCount } = await house.owner.query(
    `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'filiform_app'`,
  )
  return rowCount !== 0
}

export const kill = async (worker: Program): Promise<void> => {
  worker.kill()
  await worker.ended
}

/** It was being handed over when the worker died, so nobody knows: it says so, somebody is asked, nothing goes twice. */
const endsUnknown = async (house: House, id: string, copies: number) => {
  await house.startWorker()
  const other = await house.makeDue()
  const sent = await secondsUntil(KILLED_FOR_AT_MOST_MS, isNow(house, other, 'sent'))
  const known = await secondsUntil(KILLED_FOR_AT_MOST_MS + MINUTE_MS, isNow(house, id, 'sent', 'unknown', 'failed'))
  const { status } = await messageOf(house, id)
  const ok = sent !== null && status === 'unknown' && copiesOf(house, id) === copies && (await isAskedFor(house, id))
  return { said: `${await tell(house, id)} ${after(known)}; other mail ${after(sent)}`, ok }
}

export const workerKilled: readonly Fault[] = [
  {
    name: 'killed-due',
    expected: 'another worker sends it within 2 min, once',
    run: async (house) => {
      const worker = await house.startWorker()
      const id = await house.makeDue(3000)
      const letGo = await holdRow(house, id)
      await demand('the worker takes it up', waitsForIt(house))
      await kill(worker)
      await letGo()
      await house.startWorker()
      const sent = await secondsUntil(KILLED_FOR_AT_MOST_MS, isNow(house, id, 'sent'))
      return { said: `${await tell(house, id)} ${after(sent)}`, ok: sent !== null && copiesOf(house, id) === 1 }
    },
  },
  {
    name: 'killed-sending',
    expected: 'unknown, and a task; never sent by itself; other mail goes within 2 min',
    run: async (house) => {
      const worker = await house.startWorker()
      house.post.manner = 'silent-before'
      const id = await house.makeDue()
      await demand('it is being handed over', isNow(house, id, 'sending'))
      await kill(worker)
      house.post.manner = 'take'
      return endsUnknown(house, id, 0)
    },
  },
  {
    name: 'killed-after-data',
    expected: 'unknown, and a task; the server has it once; other mail goes within 2 min',
    run: async (house) => {
      const worker = await house.startWorker()
      house.post.manner = 'silent-after'
      const id = await house.makeDue()
      await demand('the server has all of it', () => copiesOf(house, id) === 1)
      await kill(worker)
      house.post.manner = 'take'
      return endsUnknown(house, id, 1)
    },
  },
  {
    name: 'killed-before-settling',
    expected: 'unknown, and a task; the server has it once; other mail goes within 2 min',
    run: async (house) => {
      const worker = await house.startWorker()
      house.post.manner = 'silent-after'
      const id = await house.makeDue()
      await demand('the server has all of it', () => copiesOf(house, id) === 1)
      const letGo = await holdRow(house, id)
      house.post.answer()
      await demand('the worker writes down that it was taken', waitsForIt(house))
      await kill(worker)
      await letGo()
      house.post.manner = 'take'
      return endsUnknown(house, id, 1)
    },
  },
]
