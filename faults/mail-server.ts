import type { PostManner } from '../tests/support/post-office.ts'
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

const OUTAGE_MS = 40_000
const pauseFor = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The server has a bad time and gets over it: what became due meanwhile goes out by itself. */
const outage = (name: string, manner: PostManner): Fault => ({
  name,
  expected: 'stays due; goes out within 1 min of the end, once, without a restart',
  run: async (house) => {
    await house.startWorker()
    house.post.manner = manner
    const id = await house.makeDue()
    await pauseFor(OUTAGE_MS)
    const during = (await messageOf(house, id)).status
    house.post.manner = 'take'
    const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
    return {
      said: `${during} meanwhile; ${await tell(house, id)} ${after(sent)}`,
      ok: ['due', 'sending'].includes(during) && sent !== null && sent <= 60 && copiesOf(house, id) === 1,
    }
  },
})

/** The server is left with the whole message and no answer comes. */
const answerLost = (name: string, manner: PostManner): Fault => ({
  name,
  expected: 'unknown, and a task; the server has it once; other mail goes out',
  run: async (house) => {
    await house.startWorker()
    house.post.manner = manner
    const id = await house.makeDue()
    await demand('the server has all of it', () => copiesOf(house, id) === 1)
    house.post.manner = 'take'
    const known = await secondsUntil(MINUTE_MS, isNow(house, id, 'sent', 'unknown', 'failed'))
    const sent = await secondsUntil(MINUTE_MS, isNow(house, await house.makeDue(), 'sent'))
    const { status } = await messageOf(house, id)
    return {
      said: `${await tell(house, id)} ${after(known)}; other mail ${after(sent)}`,
      ok: status === 'unknown' && copiesOf(house, id) === 1 && (await isAskedFor(house, id)) && sent !== null,
    }
  },
})

const never = async (house: House) => {
  await house.startWorker()
  house.post.manner = 'never'
  const id = await house.makeDue()
  const known = await secondsUntil(MINUTE_MS, isNow(house, id, 'failed'))
  house.post.manner = 'take'
  const sent = await secondsUntil(MINUTE_MS, isNow(house, await house.makeDue(), 'sent'))
  return {
    said: `${await tell(house, id)} ${after(known)}; other mail ${after(sent)}`,
    ok: known !== null && copiesOf(house, id) === 0 && (await isAskedFor(house, id)) && sent !== null,
  }
}

export const mailServerFaults: readonly Fault[] = [
  outage('mail-not-now', 'not-now'),
  outage('mail-hangs', 'silent-before'),
  outage('mail-drops', 'hang-up-before'),
  { name: 'mail-never', expected: 'failed, and a task; never tried again; other mail goes out', run: never },
  answerLost('mail-drops-after-data', 'hang-up-after'),
  answerLost('mail-hangs-after-data', 'silent-after'),
  {
    name: 'mail-half-open',
    expected: 'goes out within 1 min over a new connection, once',
    run: async (house) => {
      await house.startWorker()
      const before = await house.makeDue()
      await demand('mail goes out', isNow(house, before, 'sent'))
      const silenced = house.mailLine.silence()
      const id = await house.makeDue()
      const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
      return {
        said: `${silenced} connection silent; ${await tell(house, id)} ${after(sent)}`,
        ok: sent !== null && sent <= 60 && copiesOf(house, id) === 1,
      }
    },
  },
  {
    name: 'mail-unreachable',
    expected: 'stays due; goes out within 1 min of the end, once; health red meanwhile',
    run: async (house) => {
      await house.startWorker()
      await house.startWeb()
      house.mailLine.dead = true
      house.mailLine.silence()
      const id = await house.makeDue()
      await pauseFor(OUTAGE_MS)
      const said = (await house.health())?.mail
      house.mailLine.dead = false
      const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
      return {
        said: `health says mail ${said}; ${await tell(house, id)} ${after(sent)}`,
        ok: said === 'unreachable' && sent !== null && sent <= 60 && copiesOf(house, id) === 1,
      }
    },
  },
  {
    name: 'told-to-stop',
    expected: 'a hand-over that hangs is settled before the worker ends, and goes out within 2 min from the next',
    run: async (house) => {
      const worker = await house.startWorker()
      house.post.manner = 'silent-before'
      const id = await house.makeDue()
      await demand('it is being handed over', isNow(house, id, 'sending'))
      await worker.stop()
      const { status } = await messageOf(house, id)
      house.post.manner = 'take'
      await house.startWorker()
      const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
      return {
        said: `${status} when it ended; ${await tell(house, id)} ${after(sent)}`,
        ok: status === 'due' && sent !== null && copiesOf(house, id) === 1,
      }
    },
  },
]
