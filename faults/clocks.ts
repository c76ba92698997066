import { setTimeout as pause } from 'node:timers/promises'
import {
  after,
  copiesOf,
  demand,
  type Fault,
  goesOut,
  isNow,
  MINUTE_MS,
  messageOf,
  type Seen,
  secondsUntil,
  tell,
} from './fault.ts'
import type { House } from './house.ts'

const HOUR_MS = 60 * MINUTE_MS

/** The clock of the worker's machine is set while one message is in its hands and another waits. */
const stepped = async (house: House, ms: number): Promise<Seen> => {
  await house.startWorker()
  house.post.manner = 'silent-after'
  const inHand = await house.makeDue()
  await demand('the server has all of it', () => copiesOf(house, inHand) === 1)
  house.stepClock(ms)
  const waiting = await house.makeDue(15_000)
  await pause(3000)
  const early = (await messageOf(house, waiting)).status
  house.post.manner = 'take'
  house.post.answer()
  const settled = await secondsUntil(MINUTE_MS, isNow(house, inHand, 'sent'))
  const { said, ok } = await goesOut(house, waiting)
  return {
    said: `in hand: ${await tell(house, inHand)} ${after(settled)}; waiting: ${early}, then ${said}`,
    ok: ok && early === 'due' && settled !== null && copiesOf(house, inHand) === 1,
  }
}

/** A night whose clock is moved: messages due before, within and after, to the second. */
const night = async (house: House, changesAt: string): Promise<Seen> => {
  const startMs = Date.parse(changesAt) - 20_000
  await house.startWorker({ shiftMs: startMs - Date.now(), zone: 'Europe/Berlin' })
  const dueIn = [5000, 19_000, 21_000, 45_000]
  const begunAt = performance.now()
  const ids = await Promise.all(dueIn.map((ms) => house.makeDue(ms)))
  const late: number[] = []
  for (const [index, id] of ids.entries()) {
    const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
    if (sent !== null) late.push(Math.round((performance.now() - begunAt - (dueIn[index] ?? 0)) / 1000))
  }
  const { rows } = await house.owner.query<{ early: boolean }>(
    'SELECT sent_at < due_at AS early FROM communication WHERE id = ANY ($1)',
    [ids],
  )
  const once = ids.every((id) => copiesOf(house, id) === 1)
  return {
    said: `${late.length} of ${ids.length} sent, ${rows.filter(({ early }) => early).length} early, at most ${Math.max(...late)} s late, ${once ? 'each once' : 'NOT each once'}`,
    ok: late.length === ids.length && once && rows.every(({ early }) => !early) && Math.max(...late) <= 30,
  }
}

export const clockFaults: readonly Fault[] = [
  {
    name: 'clock-forward',
    expected: 'what is in hand is settled as it ended; what waits goes out when due, once',
    run: (house) => stepped(house, HOUR_MS),
  },
  {
    name: 'clock-back',
    expected: 'what is in hand is settled as it ended; what waits goes out when due, once',
    run: (house) => stepped(house, -HOUR_MS),
  },
  {
    name: 'night-clocks-go-forward',
    expected: 'each when due, to half a minute, once',
    run: (house) => night(house, '2027-03-28T01:00:00Z'),
  },
  {
    name: 'night-clocks-go-back',
    expected: 'each when due, to half a minute, once',
    run: (house) => night(house, '2027-10-31T01:00:00Z'),
  },
]
