import { setTimeout as pause } from 'node:timers/promises'
import type { Program } from '../scripts/programs.ts'
import {
  after,
  copiesOf,
  demand,
  type Fault,
  goesOut,
  isAskedFor,
  isNow,
  MINUTE_MS,
  messageOf,
  type Seen,
  secondsUntil,
  tell,
} from './fault.ts'
import type { House } from './house.ts'

/** What everybody can do to whom messages are handed over. */
type Usual = 'take' | 'never' | 'silent-before' | 'silent-after'

/** Whom messages of one way are handed over to, and how it is spoken of. */
export interface Taker<Manner extends string> {
  readonly who: string
  readonly other: string
  readonly othersGo: string
  readonly way: 'email' | 'sms'
  readonly at: (house: House) => { manner: Manner | Usual; readonly answer: () => void }
}

/** How long it takes at the most until another worker has taken up what one held that died. */
export const KILLED_FOR_AT_MOST_MS = 2 * MINUTE_MS
export const OUTAGE_MS = 40_000

const due = (house: House, { way }: { readonly way: 'email' | 'sms' }) => house.makeDue(0, way)

const has = (copies: number): string => (copies === 0 ? 'not' : 'once')

/** Whether another message of the same way goes out; what happened to one keeps nobody else's. */
const otherGoes = async <M extends string>(house: House, taker: Taker<M>, withinMs = MINUTE_MS) =>
  secondsUntil(withinMs, isNow(house, await due(house, taker), 'sent'))

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

/** It has a bad time and gets over it: what became due meanwhile goes out by itself. */
export const outage = <M extends string>(
  name: string,
  taker: Taker<M>,
  [begin, end]: readonly [begin: (house: House) => unknown, end: (house: House) => unknown],
): Fault => ({
  name,
  expected: 'stays due; goes out within 1 min of the end, once, without a restart',
  run: async (house) => {
    await house.startWorker()
    await begin(house)
    const id = await due(house, taker)
    await pause(OUTAGE_MS)
    const during = (await messageOf(house, id)).status
    await end(house)
    const { said, ok } = await goesOut(house, id)
    return { said: `${during} meanwhile; ${said}`, ok: ok && ['due', 'sending'].includes(during) }
  },
})

/** An outage in which it is there and behaves badly. */
export const badManners = <M extends string>(name: string, taker: Taker<M>, manner: M): Fault =>
  outage(name, taker, [
    (house) => {
      taker.at(house).manner = manner
    },
    (house) => {
      taker.at(house).manner = 'take'
    },
  ])

/** It is left with a message and its answer is lost or says nothing: nobody knows, so it says so and goes out no more. */
export const answerLost = <M extends string>(name: string, taker: Taker<M>, manner: M, copies: number): Fault => ({
  name,
  expected: `unknown, and a task; ${taker.who} has it ${has(copies)}; ${taker.othersGo} out`,
  run: async (house) => {
    await house.startWorker()
    taker.at(house).manner = manner
    const id = await due(house, taker)
    await demand(`${taker.who} has all of it`, () => copiesOf(house, id) === copies)
    const known = await secondsUntil(MINUTE_MS, isNow(house, id, 'sent', 'unknown', 'failed'))
    taker.at(house).manner = 'take'
    return unknownToAll(house, taker, { id, copies, known, sent: await otherGoes(house, taker) })
  },
})

/** It will never take this message, and says so. */
export const refusedForGood = <M extends string>(name: string, taker: Taker<M>): Fault => ({
  name,
  expected: `failed, and a task; never tried again; ${taker.othersGo} out`,
  run: async (house) => {
    await house.startWorker()
    taker.at(house).manner = 'never'
    const id = await due(house, taker)
    const known = await secondsUntil(MINUTE_MS, isNow(house, id, 'failed'))
    taker.at(house).manner = 'take'
    const sent = await otherGoes(house, taker)
    return {
      said: `${await tell(house, id)} ${after(known)}; ${taker.other} ${after(sent)}`,
      ok: known !== null && copiesOf(house, id) === 0 && (await isAskedFor(house, id)) && sent !== null,
    }
  },
})

/** The connection that was used before is heard no more, and neither end has learnt of it. */
export const halfOpen = <M extends string>(
  name: string,
  taker: Taker<M>,
  silence: (house: House) => number,
): Fault => ({
  name,
  expected: 'goes out within 1 min over a new connection, once',
  run: async (house) => {
    await house.startWorker()
    const before = await due(house, taker)
    await demand('one goes out', isNow(house, before, 'sent'))
    const silenced = silence(house)
    const { said, ok } = await goesOut(house, await due(house, taker))
    return { said: `${silenced} connection silent; ${said}`, ok }
  },
})

/** The worker dies while a message is being handed over, with or without the whole of it on the other side. */
export const killedInHand = <M extends string>(
  name: string,
  taker: Taker<M>,
  manner: 'silent-before' | 'silent-after',
): Fault => {
  const copies = manner === 'silent-before' ? 0 : 1
  return {
    name,
    expected: `unknown, and a task; ${taker.who} has it ${has(copies)}; ${taker.othersGo} within 2 min`,
    run: async (house) => {
      const worker = await house.startWorker()
      taker.at(house).manner = manner
      const id = await due(house, taker)
      await demand('it is being handed over', isNow(house, id, 'sending'))
      await demand(`${taker.who} has all of it`, () => copiesOf(house, id) === copies)
      await kill(worker)
      return endsUnknown(house, taker, id, copies)
    },
  }
}

/** The worker dies when it has been told that a message was taken, and before that is written down. */
export const killBeforeSettling = async <M extends string>(
  house: House,
  taker: Taker<M>,
): Promise<Seen & { readonly id: string }> => {
  const worker = await house.startWorker()
  taker.at(house).manner = 'silent-after'
  const id = await due(house, taker)
  await demand(`${taker.who} has all of it`, () => copiesOf(house, id) === 1)
  const letGo = await holdRow(house, id)
  taker.at(house).answer()
  await demand('the worker writes down that it was taken', waitsForIt(house))
  await kill(worker)
  await letGo()
  return { id, ...(await endsUnknown(house, taker, id, 1)) }
}

/** It was being handed over when the worker died, so nobody knows: it says so, somebody is asked, nothing goes twice. */
const endsUnknown = async <M extends string>(house: House, taker: Taker<M>, id: string, copies: number) => {
  taker.at(house).manner = 'take'
  await house.startWorker()
  const sent = await otherGoes(house, taker, KILLED_FOR_AT_MOST_MS)
  const known = await secondsUntil(KILLED_FOR_AT_MOST_MS + MINUTE_MS, isNow(house, id, 'sent', 'unknown', 'failed'))
  return unknownToAll(house, taker, { id, copies, known, sent })
}

interface Left {
  readonly id: string
  readonly copies: number
  /** After how many seconds it was known how it ended, and another one had gone out. */
  readonly known: number | null
  readonly sent: number | null
}

const unknownToAll = async <M extends string>(
  house: House,
  { other }: Taker<M>,
  { id, copies, known, sent }: Left,
): Promise<Seen> => {
  const { status } = await messageOf(house, id)
  return {
    said: `${await tell(house, id)} ${after(known)}; ${other} ${after(sent)}`,
    ok: sent !== null && status === 'unknown' && copiesOf(house, id) === copies && (await isAskedFor(house, id)),
  }
}
