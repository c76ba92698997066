import { appendAudit, auditRowsOf } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import { part } from '#db/transaction.ts'
import type { SystemActor } from '#domain/actor.ts'
import { isMessageKind, type MessageKind, mattersWhenUnreached, purposeOf } from '#domain/aftercare/kinds.ts'
import { firstTried, STEP_CHANNELS } from '#domain/aftercare/plan.ts'
import type { QuietManner } from '#domain/aftercare/quiet-hours.ts'
import { paceOf, shouldSend, type WithholdReason } from '#domain/aftercare/sending.ts'
import { emergencyPhoneFor } from '#domain/contact/emergency-number.ts'
import { mayNameTreatment, type Way, wayTo } from '#domain/contact/reach.ts'
import { localDateOf, startOfDayMs } from '#domain/time/zone.ts'
import { askingOfMessage } from '#features/check-in/queries.ts'
import { newCheckInLink } from '#features/check-in/records.ts'
import { consentForCopy } from '#features/consent/queries.ts'
import { type PersonReach, peopleWithNumber, reachOf } from '#features/contact/queries.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { recallWords } from '#features/recall/queries.ts'
import { aroundVisit, type VisitNow } from '#features/visit-notice/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import { remembered } from '#lib/remembered.ts'
import {
  areasById,
  type CommunicationRow,
  clinicForLetters,
  communicationById,
  communicationsById,
  sentSince,
  wasNeedledSince,
  wayToMember,
  wordsOfMessage,
} from './queries.ts'
import { askDesk, noteLearned } from './records.ts'

/** A message that is to be handed over now. */
export interface Outgoing {
  readonly communication: CommunicationRow & { readonly kind: MessageKind }
  /** The visit that it is about, as it is now, and all that it is about where they are several. */
  readonly visit: VisitNow | null
  readonly visits: readonly VisitNow[]
  /** There is something to sign before the visit. */
  readonly toSign: boolean
  readonly way: Extract<Way, { readonly reached: true }>
  /** Who reads it. */
  readonly readerName: string
  /** Others have the same telephone: a text says for whom it is. */
  readonly isSharedNumber: boolean
  readonly mayNameTreatment: boolean
  readonly clinic: Awaited<ReturnType<typeof clinicForLetters>>
  readonly areas: Awaited<ReturnType<typeof areasById>>
  /** Lets who has it say how they are; null when the plan asks nothing with this message. */
  readonly checkInToken: string | null
  /** The words of it, when it is aftercare. */
  readonly words: Awaited<ReturnType<typeof wordsOfMessage>>
  /** The words of a recall, when it is of one. */
  readonly recall: Awaited<ReturnType<typeof recallWords>>
  /** What was signed, when it is the copy of a consent. */
  readonly consent: Awaited<ReturnType<typeof consentForCopy>>
}

/** Found in the hands of another process that may still be alive: look again later. */
export const IN_OTHER_HANDS = 'in-other-hands'

/** Longer than any hand-over lasts: connecting, greeting and a silent server give up well before. */
export const HANDOVER_LASTS_AT_MOST_MS = 90_000

/** How the hand-over ended, in the words of the record. */
export type Settlement =
  | {
      readonly status: 'sent'
      readonly messageId: string
      readonly providerId?: string
    }
  | {
      readonly status: 'unknown' | 'failed'
      readonly reason: string
      /** What a refused text told about the number: nobody reads texts there, or its owner stopped them. */
      readonly learned?: 'no-mobile' | 'stopped'
      /** It never left this house. */
      readonly neverLeft?: true
    }
  /** Not taken for now: due again, to be tried later. */
  | { readonly status: 'due'; readonly reason: string }

const kindOf = ({ id, kind }: CommunicationRow): MessageKind => {
  if (!isMessageKind(kind)) throw new Error(`Message ${id} is of an unknown kind.`)
  return kind
}

const setStatus = async (
  tx: Transaction,
  actor: SystemActor,
  row: CommunicationRow,
  status: string,
  more: Prisma.CommunicationUncheckedUpdateInput & { readonly statusReason?: string | null } = {},
): Promise<void> => {
  await tx.communication.update({
    where: { clinicId_id: { clinicId: actor.clinicId, id: row.id } },
    data: { status, ...more },
  })
  await appendAudit(tx, actor, null, {
    action: `communication-${status}`,
    entityType: 'Communication',
    entityId: row.id,
    patientId: row.patientId,
    detail: { reason: more.statusReason ?? null },
  })
}

/** Reasons that are about the person and not about the visit: somebody has to find another way. */
const UNREACHED: readonly WithholdReason[] = [
  'stopped',
  'not-agreed',
  'wrong-person',
  'landline',
  'no-address',
  'too-many',
]

const withhold = async (
  tx: Transaction,
  actor: SystemActor,
  row: CommunicationRow,
  reason: WithholdReason,
): Promise<null> => {
  await setStatus(tx, actor, row, 'withheld', { statusReason: reason })
  // who wanted no care by message is not called about it either
  const isAsked = reason === 'stopped' && ['aftercare', 'check-in'].includes(row.kind)
  const isAskedFor = purposeOf(kindOf(row)) === null
  // the same alert comes by mail
  const isBeside = row.recipientIdentityId !== null && row.channel === 'sms'
  if (UNREACHED.includes(reason) && !isAsked && !isBeside && (isAskedFor || mattersWhenUnreached(kindOf(row))))
    await askDesk(tx, actor.clinicId, row, reason)
  return null
}

interface Reached {
  readonly way: Way
  readonly readerName: string
  readonly person: PersonReach | undefined
}

const reach = async (tx: Transaction, row: CommunicationRow, known: Known): Promise<Reached> => {
  const { people, textsAreSetUp } = known
  const { patient, recipientIdentityId } = row
  if (recipientIdentityId !== null) {
    const { way, name } = await wayToMember(tx, row, recipientIdentityId, textsAreSetUp)
    return { way, readerName: name, person: undefined }
  }
  const person = people.get(patient?.id ?? '')
  if (patient === null || person === undefined) throw new Error(`Message ${row.id} is to nobody.`)
  const channel = STEP_CHANNELS.find((one) => one === row.step?.channel) ?? null
  const wish = { ...person, preferred: firstTried(channel, person.preferred) }
  return { way: wayTo(wish, purposeOf(kindOf(row))), readerName: patient.name, person }
}

/** By the clinic's numbers and the person's own clock: now, later, or never any more. */
const paceFor = async (
  tx: Transaction,
  row: CommunicationRow,
  { policyOn, goingOutTo, nowMs }: Known,
  zone: string,
) => {
  const { clinicId, patientId } = row
  const manner = row.manner as QuietManner
  if (manner !== 'after' || patientId === null) return { kind: 'now' } as const
  const date = localDateOf(nowMs, zone)
  const { quietFrom, quietTo, maxPerDay } = await policyOn(date)
  const sentBefore = await sentSince(tx, clinicId, patientId, startOfDayMs(date, zone))
  const sentToday = sentBefore + (goingOutTo.get(patientId) ?? 0)
  const quiet = { fromMinute: quietFrom, toMinute: quietTo }
  const visitStartMs = row.appointment?.startsAt.getTime() ?? null
  return paceOf(kindOf(row), { sentToday, maxPerDay, quiet, manner, zone, nowMs, visitStartMs })
}

const postpone = async (
  tx: Transaction,
  { clinicId, id }: CommunicationRow,
  dueMs: number,
  nowMs: number,
): Promise<null> => {
  await tx.communication.update({ where: { clinicId_id: { clinicId, id } }, data: { dueAt: new Date(dueMs) } })
  await enqueue(tx, 'send-communication', { clinicId, communicationId: id }, { dueMs, nowMs })
  return null
}

/** A link of its own for each hand-over: only the message that holds it opens it. */
const tokenFor = async (tx: Transaction, row: CommunicationRow, nowMs: number): Promise<string | null> => {
  const { clinicId, patientId, encounterId, step, kind } = row
  if (patientId === null || encounterId === null || !(step?.checkIn === true || kind === 'check-in')) return null
  const asking = await askingOfMessage(tx, clinicId, row, nowMs)
  return (await newCheckInLink(tx, { clinicId, patientId, encounterId, asking }, nowMs)).token
}

/** What several messages of a clinic that go out together ask for alike, asked for once. */
const knownOf = async (
  tx: Transaction,
  clinicId: string,
  rows: readonly CommunicationRow[],
  { nowMs, textNumberOf }: SendingRoom,
) => {
  const clinic = await clinicForLetters(tx, clinicId)
  const patientIds = [...new Set(rows.flatMap(({ patient }) => patient?.id ?? []))]
  const textsAreSetUp = textNumberOf(clinic.slug) !== null
  return {
    ...{ nowMs, clinic, textsAreSetUp },
    people: await reachOf(tx, clinicId, patientIds, textsAreSetUp),
    policyOn: remembered((date: string) => messagePolicy(tx, clinicId, date)),
    areasOf: remembered((ids: readonly string[]) => areasById(tx, clinicId, ids)),
    wordsOf: remembered((row: Parameters<typeof wordsOfMessage>[2]) => wordsOfMessage(tx, clinicId, row, nowMs)),
    /** How many go out to a person with these. */
    goingOutTo: new Map<string, number>(),
  }
}

type Known = Awaited<ReturnType<typeof knownOf>>

/** Whether a due message goes out now, by everything that is so now; settles it when not. */
const decide = async (
  tx: Transaction,
  actor: SystemActor,
  row: CommunicationRow,
  known: Known,
): Promise<Outgoing | null> => {
  const { clinicId } = actor
  const { clinic, nowMs, goingOutTo } = known
  const { overtaken, ...around } = await aroundVisit(tx, row, nowMs)
  const { way, readerName, person } = await reach(tx, row, known)
  const decision = shouldSend({
    ...{ kind: kindOf(row), nowMs, way, erased: (row.patient?.erasedAt ?? null) !== null },
    visitStartMs: row.appointment?.startsAt.getTime() ?? null,
    appointmentStatus: row.appointment?.status ?? '',
    encounterStatus: row.encounter?.status ?? null,
    laterVisit: await wasNeedledSince(tx, row),
    nothingNeedled: row.encounter !== null && row.encounter.procedures.length === 0,
    overtaken,
  })
  if (!decision.send) return withhold(tx, actor, row, decision.reason)
  const pace = await paceFor(tx, row, known, person?.timeZone ?? clinic.timeZone)
  if (pace.kind === 'later') return postpone(tx, row, pace.dueMs, nowMs)
  if (pace.kind === 'never') return withhold(tx, actor, row, 'too-many')
  const { channel, address } = decision
  const { step, status, textVersionId } = row
  if (row.patientId !== null) goingOutTo.set(row.patientId, (goingOutTo.get(row.patientId) ?? 0) + 1)
  return {
    communication: { ...row, kind: kindOf(row) },
    ...around,
    ...{ way: { reached: true, channel, address }, readerName },
    clinic: { ...clinic, emergencyPhone: emergencyPhoneFor(clinic.emergencyPhone, person?.timeZone ?? null) },
    words: await known.wordsOf({ step, status, textVersionId }),
    // an alert names nobody, whoever else has the number of its reader
    isSharedNumber:
      person !== undefined && channel === 'sms' && (await peopleWithNumber(tx, clinicId, address)).length > 1,
    mayNameTreatment: channel === 'sms' && mayNameTreatment(person?.choices ?? []),
    areas: await known.areasOf(row.areas),
    checkInToken: await tokenFor(tx, row, nowMs),
    recall: kindOf(row) === 'recall' ? await recallWords(tx, clinicId, row.occasion) : null,
    consent: row.consentId === null ? null : await consentForCopy(tx, clinicId, row.consentId),
  }
}

export interface SendingRoom {
  readonly nowMs: number
  /** The number that a clinic's texts come from, by the name in its address. */
  readonly textNumberOf: (slug: string) => string | null
}

/** What became of a message that was to be handed over: null when there is nothing to hand over. */
export type Begun = Outgoing | typeof IN_OTHER_HANDS | null

/**
 * Decides, with the state as it is now, which of these due messages go out (I1) and by which channel, and marks them as being
 * handed over. A message found half handed over long ago was left by a process that died: whether it went out is unknown,
 * and said so (I4). Several ask for what they have in common once.
 */
export const beginSending = async (
  tx: Transaction,
  actor: SystemActor,
  communicationIds: readonly string[],
  room: SendingRoom,
): Promise<ReadonlyMap<string, Begun>> => {
  const { clinicId } = actor
  const [locked] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT app_now() AS at FROM communication
    WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${[...communicationIds]}::uuid[]) ORDER BY id FOR UPDATE`
  if (locked === undefined) return new Map()
  // two clocks have to agree that it is too early: one of them may have been set back
  const clockMs = Math.max(room.nowMs, locked.at.getTime())
  const rows = await communicationsById(tx, clinicId, communicationIds)
  const known = await knownOf(tx, clinicId, rows, room)
  const begun = new Map<string, Begun>()
  for (const row of rows) begun.set(row.id, await begin(tx, actor, row, known, clockMs))
  await markAsSending(tx, clinicId, [...begun.values()], room.nowMs)
  return begun
}

const begin = async (
  tx: Transaction,
  actor: SystemActor,
  row: CommunicationRow,
  known: Known,
  clockMs: number,
): Promise<Begun> => {
  if (row.status === 'sending') {
    // a clock that was set back makes nobody wait for as long as it was
    const sinceMs = Math.abs(known.nowMs - (row.sendingSince?.getTime() ?? 0))
    if (sinceMs < HANDOVER_LASTS_AT_MOST_MS) return IN_OTHER_HANDS
    await setStatus(tx, actor, row, 'unknown', { statusReason: 'interrupted' })
    await askDesk(tx, actor.clinicId, row, 'interrupted')
    return null
  }
  if (row.status !== 'due') return null
  // a job of before it was put off, or a clock that was set forward then: it comes again when it is due
  if (row.dueAt.getTime() > clockMs + CLOCKS_DIFFER_MS) return postpone(tx, row, row.dueAt.getTime(), clockMs)
  return decide(tx, actor, row, known)
}

/** The words stand with a message before it leaves: a hand-over whose end nobody sees may have arrived. */
const markAsSending = async (
  tx: Transaction,
  clinicId: string,
  begun: readonly Begun[],
  nowMs: number,
): Promise<void> => {
  const going = begun.filter((one) => one !== null && one !== IN_OTHER_HANDS)
  if (going.length === 0) return
  await tx.$executeRaw`
    UPDATE communication c SET status = 'sending', channel = u.channel, sending_since = ${new Date(nowMs)}::timestamptz,
      sent_to = u.address, text_version_id = u.words
    FROM unnest(${going.map(({ communication }) => communication.id)}::uuid[], ${going.map(({ way }) => way.channel)}::text[],
      ${going.map(({ way }) => way.address)}::text[], ${going.map(({ words }) => words?.id ?? null)}::uuid[])
      AS u(id, channel, address, words)
    WHERE c.clinic_id = ${clinicId}::uuid AND c.id = u.id`
}

/** The queue counts in seconds of its own clock. */
const CLOCKS_DIFFER_MS = 5_000

/** Writes down how hand-overs ended: together those that were taken, by itself what somebody has to look at. */
export const settleSending = async (
  tx: Transaction,
  actor: SystemActor,
  settlements: ReadonlyMap<string, Settlement>,
  nowMs: number,
): Promise<void> => {
  const taken: (Extract<Settlement, { readonly status: 'sent' }> & { readonly id: string })[] = []
  for (const [id, settlement] of settlements) {
    if (settlement.status === 'sent') taken.push({ id, ...settlement })
    else await settleOther(tx, actor, id, settlement, nowMs)
  }
  if (taken.length === 0) return
  // the provider may have told already what became of it
  const sent = part`
    UPDATE communication c SET status = 'sent', sent_at = ${new Date(nowMs)}::timestamptz, status_reason = NULL,
      message_id = u.message_id, provider_id = coalesce(u.provider_id, c.provider_id), delivery = coalesce(c.delivery, 'accepted')
    FROM unnest(${taken.map(({ id }) => id)}::uuid[], ${taken.map(({ messageId }) => messageId)}::text[],
      ${taken.map(({ providerId }) => providerId ?? null)}::text[]) AS u(id, message_id, provider_id)
    WHERE c.clinic_id = ${actor.clinicId}::uuid AND c.id = u.id AND c.status = 'sending'
    RETURNING c.id, c.patient_id`
  const rows = part`SELECT id, patient_id FROM sent`
  await tx.$executeRaw`WITH sent AS (${sent}) ${auditRowsOf(actor, 'communication-sent', 'Communication', rows)}`
}

type NotSent = Exclude<Settlement, { readonly status: 'sent' }>

/** What nobody took for a day is not tried any more: somebody has to reach the person another way. */
const GIVEN_UP_AFTER_MS = 86_400_000

const settleOther = async (
  tx: Transaction,
  actor: SystemActor,
  communicationId: string,
  settlement: NotSent,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const row = await communicationById(tx, clinicId, communicationId)
  if (row === null || row.status !== 'sending') return
  const statusReason = settlement.reason.slice(0, 300)
  const isGivenUp = nowMs - row.dueAt.getTime() > GIVEN_UP_AFTER_MS
  if (settlement.status === 'due' && !isGivenUp) return setStatus(tx, actor, row, 'due', { statusReason })
  if (settlement.status === 'due')
    return settleOther(tx, actor, communicationId, { status: 'failed', reason: statusReason, neverLeft: true }, nowMs)
  await setStatus(tx, actor, row, settlement.status, {
    statusReason,
    // a mail server that says no for good has sent it back
    ...(settlement.status === 'failed' &&
      !settlement.neverLeft && { delivery: row.channel === 'email' ? 'bounced' : 'undelivered' }),
  })
  if (settlement.learned !== undefined) await noteLearned(tx, row, settlement.learned, nowMs)
  await askDesk(tx, clinicId, row, settlement.status)
}
