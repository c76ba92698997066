import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import type { Tier } from '#domain/aftercare/triage.ts'
import { mayCome } from '#domain/contact/reach.ts'
import { type ReplyWord, replyWord } from '#domain/contact/reply-word.ts'
import { answerToText, type HeardText, type TextAnswer } from '#domain/contact/text-answer.ts'
import { endAlertsAt, resumeAlertsAt } from '#features/alert-phone/records.ts'
import { recordReply, ringForText, sortUnknownText, type UnknownText } from '#features/check-in/records.ts'
import { writtenToAt } from '#features/communication/queries.ts'
import { peopleWithNumber, reachOf } from '#features/contact/queries.ts'
import { addChoice, saidNotMe } from '#features/contact/records.ts'
import { uuidv7 } from '#lib/ids.ts'
import { putTextOnList } from '../task/records.ts'
import { textsOfToday } from './queries.ts'

export interface IncomingText {
  readonly providerId: string
  readonly fromNumber: string
  readonly text: string
  readonly optOut: 'stop' | 'start' | 'help' | null
}

type Meaning = ReplyWord | 'answer' | 'whose' | 'stranger'

/** A word is about the number, whosever it is; anything else is somebody's answer, if it is clear whose. */
const meaningOf = (text: IncomingText, people: number, whose: string | null): Meaning => {
  const word = text.optOut ?? replyWord(text.text)
  if (word !== null) return word
  if (people === 0) return 'stranger'
  return whose === null ? 'whose' : 'answer'
}

/** An answer belongs to what was written lately. */
const LATELY_MS = 7 * 24 * 3_600_000

/** A text that was taken in, and what its writer reads at once. */
export interface ReceivedText {
  readonly meaning: Meaning | 'heard-before'
  readonly answer: TextAnswer | null
  /** Everybody whose number it is. */
  readonly patientIds: readonly string[]
}

/**
 * Takes in a text, once however often the provider tells of it. STOP and START are about the number and so about everybody
 * who has it (I13, I14), also who works here and gets alerts there; "not me" stops it and asks the desk; an answer is
 * somebody's to read, and where a family shares the telephone it is theirs who alone was written to there lately, or somebody
 * finds out whose: until then its words are sorted for all they could mean, and what may be an emergency rings (Z2).
 */
export const receiveText = async (
  tx: Transaction,
  actor: SystemActor,
  text: IncomingText,
  receivedMs: number,
): Promise<ReceivedText> => {
  const { clinicId } = actor
  const { providerId, fromNumber } = text
  const people = await peopleWithNumber(tx, clinicId, fromNumber)
  const patientIds = people.map((person) => person.id)
  const lately =
    patientIds.length < 2 ? patientIds : await writtenToAt(tx, clinicId, fromNumber, receivedMs - LATELY_MS)
  const patientId = lately.length === 1 ? (lately[0] ?? null) : null
  const meaning = meaningOf(text, people.length, patientId)
  const id = uuidv7()
  const isNobodys = meaning === 'whose' || meaning === 'stranger'
  const sorted = isNobodys ? await sortUnknownText(tx, clinicId, text.text, receivedMs) : null
  const { count } = await tx.incomingText.createMany({
    data: {
      ...{ clinicId, id, providerId, fromNumber, patientId, meaning, text: text.text },
      ...kept(sorted),
      ...decidedBy(sorted),
    },
    skipDuplicates: true,
  })
  // whoever tells of it again did not hear the answer: what to look out for is in this one
  const again = isNobodys || meaning === 'answer' ? 'heard' : null
  if (count === 0) return { meaning: 'heard-before', answer: again, patientIds }
  const tier = await heed(tx, clinicId, text, { id, meaning, patientId, patientIds, sorted }, receivedMs)
  await appendAudit(tx, actor, null, {
    ...{ action: 'receive-text', entityType: 'IncomingText', entityId: id, patientId },
    detail: { meaning, ...kept(sorted) },
  })
  return {
    meaning,
    answer: await answerFor(tx, clinicId, { meaning, tier, number: fromNumber }, patientIds),
    patientIds,
  }
}

interface Understood {
  readonly id: string
  readonly meaning: Meaning
  readonly patientId: string | null
  readonly patientIds: readonly string[]
  readonly sorted: UnknownText | null
}

/** Does what a text asks for, and tells how its words were sorted; null of a mere word. */
const heed = async (
  tx: Transaction,
  clinicId: string,
  { fromNumber, text }: IncomingText,
  { id, meaning, patientId, patientIds, sorted }: Understood,
  receivedMs: number,
): Promise<Tier | null> => {
  const said = { channel: 'sms', how: 'reply', address: fromNumber } as const
  if (meaning === 'stop') {
    await addChoice(tx, clinicId, patientIds, { ...said, purpose: 'all', agrees: false })
    await endAlertsAt(tx, clinicId, fromNumber, { endedBy: 'reply', nowMs: receivedMs })
  } else if (meaning === 'start') {
    await addChoice(tx, clinicId, await asking(tx, clinicId, patientIds), { ...said, purpose: 'all', agrees: true })
    await resumeAlertsAt(tx, clinicId, fromNumber)
  } else if (meaning === 'not-me') await saidNotMe(tx, clinicId, patientIds, said)
  else if (meaning === 'answer' && patientId !== null)
    return (await recordReply(tx, { clinicId, patientId, text, receivedMs, channel: 'sms' })).tier
  else if (sorted !== null) {
    const { takeMinutes, tier, kind, rings, dueMs } = sorted
    const task = { kind, rings, dueMs }
    const mayWait = tier === 'unclassified' && !rings
    await putTextOnList(tx, clinicId, { ...task, mayWait, incomingTextId: id, fromNumber, meaning })
    if (rings) await ringForText(tx, clinicId, { incomingTextId: id, takeMinutes }, receivedMs)
    return tier
  }
  return null
}

const answerFor = async (
  tx: Transaction,
  clinicId: string,
  heard: Pick<HeardText, 'meaning' | 'tier' | 'number'>,
  patientIds: readonly string[],
): Promise<TextAnswer | null> => {
  const known = await reachOf(tx, clinicId, patientIds, true)
  const stopped = patientIds.filter((id) => mayCome(known.get(id)?.choices ?? [], 'sms', null) === 'stopped')
  return answerToText({
    ...heard,
    stopped: patientIds.length > 0 && stopped.length === patientIds.length,
    isUnknown: patientIds.length === 0,
    today: await textsOfToday(tx, clinicId, heard.number),
  })
}

/** How it was sorted stands beside a text of which nobody knows whose it is; answers are sorted where they are kept. */
const kept = (sorted: UnknownText | null) => sorted && { tier: sorted.tier, rings: sorted.rings }

/** Which versions of the clinic's policy sorted it. */
const decidedBy = (sorted: UnknownText | null) => sorted && { ruleIds: sorted.ruleIds, termsIds: sorted.termsIds }

/** START brings texts back to those who had stopped them. Where one person has the number, it is they who ask for them. */
const asking = async (tx: Transaction, clinicId: string, ids: readonly string[]): Promise<readonly string[]> => {
  const known = await reachOf(tx, clinicId, ids, true)
  const stopped = ids.filter((id) => mayCome(known.get(id)?.choices ?? [], 'sms', null) === 'stopped')
  return stopped.length === 0 && ids.length === 1 ? ids : stopped
}
