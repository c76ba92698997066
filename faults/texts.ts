import { setTimeout as pause } from 'node:timers/promises'
import type { TextManner } from '../scripts/text-provider.ts'
import {
  after,
  copiesOf,
  demand,
  type Fault,
  isAskedFor,
  isNow,
  MINUTE_MS,
  messageOf,
  type Seen,
  secondsUntil,
  tell,
} from './fault.ts'
import type { House } from './house.ts'
import { holdRow, KILLED_FOR_AT_MOST_MS, kill, waitsForIt } from './worker-killed.ts'

const OUTAGE_MS = 40_000

const textDue = (house: House): Promise<string> => house.makeDue(0, 'sms')

/** Whether another text goes out; what happened to one keeps nobody else's. */
const otherGoes = async (house: House): Promise<number | null> =>
  secondsUntil(MINUTE_MS, isNow(house, await textDue(house), 'sent'))

/** The provider has a bad time and says so, or is not there: what became due meanwhile goes out by itself. */
const outage = (name: string, begin: (house: House) => unknown, end: (house: House) => unknown): Fault => ({
  name,
  expected: 'stays due; goes out within 1 min of the end, once, without a restart',
  run: async (house) => {
    await house.startWorker()
    await begin(house)
    const id = await textDue(house)
    await pause(OUTAGE_MS)
    const during = (await messageOf(house, id)).status
    await end(house)
    const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
    return {
      said: `${during} meanwhile; ${await tell(house, id)} ${after(sent)}`,
      ok: ['due', 'sending'].includes(during) && sent !== null && sent <= 60 && copiesOf(house, id) === 1,
    }
  },
})

const mannered = (house: House, manner: TextManner) => {
  house.texts.manner = manner
}

const during = (name: string, manner: TextManner): Fault =>
  outage(
    name,
    (house) => mannered(house, manner),
    (house) => mannered(house, 'take'),
  )

/** Its answer is lost, or says nothing: nobody knows whether it took the text, so it says so and goes out no more. */
const answerLost = (name: string, manner: TextManner, copies: number): Fault => ({
  name,
  expected: `unknown, and a task; the provider has it ${copies === 0 ? 'not' : 'once'}; other texts go out`,
  run: async (house) => {
    await house.startWorker()
    mannered(house, manner)
    const id = await textDue(house)
    const known = await secondsUntil(MINUTE_MS, isNow(house, id, 'sent', 'unknown', 'failed'))
    mannered(house, 'take')
    const sent = await otherGoes(house)
    const { status } = await messageOf(house, id)
    return {
      said: `${await tell(house, id)} ${after(known)}; other text ${after(sent)}`,
      ok: status === 'unknown' && copiesOf(house, id) === copies && (await isAskedFor(house, id)) && sent !== null,
    }
  },
})

/** The worker died while a text was being handed over, so nobody knows; what the provider tells later settles it. */
const endsUnknown = async (house: House, id: string, copies: number): Promise<Seen> => {
  mannered(house, 'take')
  await house.startWorker()
  const sent = await otherGoes(house)
  const known = await secondsUntil(KILLED_FOR_AT_MOST_MS + MINUTE_MS, isNow(house, id, 'sent', 'unknown', 'failed'))
  const { status } = await messageOf(house, id)
  const ok = sent !== null && status === 'unknown' && copiesOf(house, id) === copies && (await isAskedFor(house, id))
  return { said: `${await tell(house, id)} ${after(known)}; other text ${after(sent)}`, ok }
}

/** The provider tells by its signed door that a text has arrived. */
const arrives = async (house: House, id: string): Promise<string> => {
  const text = house.texts.texts.find(({ statusUrl }) => statusUrl.endsWith(id))
  if (text === undefined) return 'never handed over'
  await house.startWeb()
  await fetch(house.texts.signed(text.statusUrl, { MessageSid: text.sid, MessageStatus: 'delivered' }))
  return (await messageOf(house, id)).status
}

const killedInHand = (name: string, manner: 'silent-before' | 'silent-after', copies: number): Fault => ({
  name,
  expected: `unknown, and a task; the provider has it ${copies === 0 ? 'not' : 'once'}; other texts go within 2 min`,
  run: async (house) => {
    const worker = await house.startWorker()
    mannered(house, manner)
    const id = await textDue(house)
    await demand('it is being handed over', isNow(house, id, 'sending'))
    await demand('the provider has all of it', () => copiesOf(house, id) === copies)
    await kill(worker)
    return endsUnknown(house, id, copies)
  },
})

const killedBeforeSettling = async (house: House): Promise<Seen> => {
  const worker = await house.startWorker()
  mannered(house, 'silent-after')
  const id = await textDue(house)
  await demand('the provider has all of it', () => copiesOf(house, id) === 1)
  const letGo = await holdRow(house, id)
  house.texts.answer()
  await demand('the worker writes down that it was taken', waitsForIt(house))
  await kill(worker)
  await letGo()
  const { said, ok } = await endsUnknown(house, id, 1)
  const last = await arrives(house, id)
  return { said: `${said}; told that it arrived: ${last}`, ok: ok && last === 'sent' && copiesOf(house, id) === 1 }
}

const never = async (house: House): Promise<Seen> => {
  await house.startWorker()
  mannered(house, 'never')
  const id = await textDue(house)
  const known = await secondsUntil(MINUTE_MS, isNow(house, id, 'failed'))
  mannered(house, 'take')
  const sent = await otherGoes(house)
  return {
    said: `${await tell(house, id)} ${after(known)}; other text ${after(sent)}`,
    ok: known !== null && copiesOf(house, id) === 0 && (await isAskedFor(house, id)) && sent !== null,
  }
}

const halfOpen = async (house: House): Promise<Seen> => {
  await house.startWorker()
  const before = await textDue(house)
  await demand('a text goes out', isNow(house, before, 'sent'))
  house.texts.silence()
  const id = await textDue(house)
  const sent = await secondsUntil(2 * MINUTE_MS, isNow(house, id, 'sent'))
  return {
    said: `${await tell(house, id)} ${after(sent)}`,
    ok: sent !== null && sent <= 60 && copiesOf(house, id) === 1,
  }
}

export const textFaults: readonly Fault[] = [
  killedInHand('text-killed-sending', 'silent-before', 0),
  killedInHand('text-killed-after-taken', 'silent-after', 1),
  {
    name: 'text-killed-before-settling',
    expected: 'unknown, and a task; the provider has it once; its later word settles it',
    run: killedBeforeSettling,
  },
  during('text-not-now', 'not-now'),
  during('text-unavailable', 'away-for-now'),
  outage(
    'text-away',
    (house) => house.stopTexts(),
    (house) => house.startTexts(),
  ),
  answerLost('text-breaks-down', 'break-down', 0),
  answerLost('text-drops', 'hang-up-before', 0),
  answerLost('text-drops-after-taken', 'lose-the-answer', 1),
  answerLost('text-hangs', 'silent-before', 0),
  answerLost('text-hangs-after-taken', 'silent-after', 1),
  { name: 'text-never', expected: 'failed, and a task; never tried again; other texts go out', run: never },
  { name: 'text-half-open', expected: 'goes out within 1 min over a new connection, once', run: halfOpen },
]
