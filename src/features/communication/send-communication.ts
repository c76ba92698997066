import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { isMessageKind, type MessageKind, mattersWhenUnreached, purposeOf } from '#domain/aftercare/kinds.ts'
import type { QuietManner } from '#domain/aftercare/quiet-hours.ts'
import { paceOf, shouldSend, type WithholdReason } from '#domain/aftercare/sending.ts'
import { mayNameTreatment, type Way, wayTo } from '#domain/contact/reach.ts'
import { localDateOf, startOfDayMs } from '#domain/time/zone.ts'
import { newCheckInLink } from '#features/check-in/records.ts'
import { consentForCopy } from '#features/consent/queries.ts'
import { type PersonReach, peopleWithNumber, reachOf } from '#features/contact/queries.ts'
import { addChoice, noteLandline } from '#features/contact/records.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { recallWords } from '#features/recall/queries.ts'
import { aroundVisit, type VisitNow } from '#features/visit-notice/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import {
  areasById,
  type CommunicationRow,
  clinicForLetters,
  communicationById,
  memberOf,
  sentSince,
  wordsOfMessage,
} from './queries.ts'
import { askDesk } from './records.ts'

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
const HANDOVER_LASTS_AT_MOST_MS = 90_000

/** How the hand-over ended, in the words of the record. */
export type Settlement =
  | {
      readonly status: 'sent'
      readonly messageId: string
      readonly providerId?: string
      readonly textVersionId?: string
    }
  | {
      readonly status: 'unknown' | 'failed'
      readonly reason: string
      /** What a refused text told about the number: nobody reads texts there, or its owner stopped them. */
      readonly learned?: 'no-mobile' | 'stopped'
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
  const isCopy = kindOf(row) === 'consent-copy'
  if (UNREACHED.includes(reason) && !isAsked && (isCopy || mattersWhenUnreached(kindOf(row))))
    await askDesk(tx, actor.clinicId, row, reason)
  return null
}

/** Where an alert goes: who works here gave their address for that. */
const wayToMember = (member: { readonly email: string } | null): Way =>
  member === null
    ? { reached: false, reason: 'no-address' }
    : { reached: true, channel: 'email', address: member.email }

interface Reached {
  readonly way: Way
  readonly readerName: string
  readonly person: PersonReach | undefined
}

const reach = async (tx: Transaction, row: CommunicationRow, textsAreSetUp: boolean): Promise<Reached> => {
  const { clinicId, patient, recipientIdentityId } = row
  if (recipientIdentityId !== null) {
    const member = await memberOf(tx, clinicId, recipientIdentityId)
    return { way: wayToMember(member), readerName: member?.name ?? '', person: undefined }
  }
  const person = (await reachOf(tx, clinicId, [patient.id], textsAreSetUp)).get(patient.id)
  if (person === undefined) throw new Error(`Message ${row.id} is to nobody.`)
  return { way: wayTo(person, purposeOf(kindOf(row))), readerName: patient.name, person }
}

/** By the clinic's numbers and the person's own clock: now, later, or never any more. */
const paceFor = async (
  tx: Transaction,
  row: CommunicationRow,
  { zone, nowMs }: { readonly zone: string; readonly nowMs: number },
) => {
  const { clinicId, patientId } = row
  const manner = row.manner as QuietManner
  if (manner !== 'after') return { kind: 'now' } as const
  const date = localDateOf(nowMs, zone)
  const { quietFrom, quietTo, maxPerDay } = await messagePolicy(tx, clinicId, date)
  const sentToday = await sentSince(tx, clinicId, patientId, startOfDayMs(date, zone))
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
const tokenFor = async (
  tx: Transaction,
  { clinicId, patientId, encounterId, step }: CommunicationRow,
  nowMs: number,
): Promise<string | null> => {
  if (encounterId === null || step?.checkIn !== true) return null
  return (await newCheckInLink(tx, { clinicId, patientId, encounterId }, nowMs)).token
}

/** Whether a due message goes out now, by everything that is so now; settles it when not. */
const decide = async (
  tx: Transaction,
  actor: SystemActor,
  row: CommunicationRow,
  { nowMs, textNumberOf }: SendingRoom,
): Promise<Outgoing | null> => {
  const { clinicId } = actor
  const clinic = await clinicForLetters(tx, clinicId)
  const { overtaken, ...around } = await aroundVisit(tx, row, nowMs)
  const { way, readerName, person } = await reach(tx, row, textNumberOf(clinic.slug) !== null)
  const decision = shouldSend({
    ...{ kind: kindOf(row), nowMs, way, erased: row.patient.erasedAt !== null },
    visitStartMs: row.appointment?.startsAt.getTime() ?? null,
    appointmentStatus: row.appointment?.status ?? '',
    encounterStatus: row.encounter?.status ?? null,
    nothingNeedled: row.encounter !== null && row.encounter.procedures.length === 0,
    overtaken,
  })
  if (!decision.send) return withhold(tx, actor, row, decision.reason)
  const pace = await paceFor(tx, row, { zone: person?.timeZone ?? clinic.timeZone, nowMs })
  if (pace.kind === 'later') return postpone(tx, row, pace.dueMs, nowMs)
  if (pace.kind === 'never') return withhold(tx, actor, row, 'too-many')
  const { channel, address } = decision
  const words = await wordsOfMessage(tx, clinicId, row, nowMs)
  await tx.communication.update({
    where: { clinicId_id: { clinicId, id: row.id } },
    data: {
      ...{ status: 'sending', channel, sendingSince: new Date(nowMs), sentTo: address },
      // the words stand with it before they leave: a hand-over whose end nobody sees may have arrived
      textVersionId: words?.id ?? null,
    },
  })
  return {
    communication: { ...row, kind: kindOf(row) },
    ...around,
    ...{ way: { reached: true, channel, address }, readerName, clinic, words },
    isSharedNumber: channel === 'sms' && (await peopleWithNumber(tx, clinicId, address)).length > 1,
    mayNameTreatment: channel === 'sms' && mayNameTreatment(person?.choices ?? []),
    areas: await areasById(tx, clinicId, row.areas),
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

/**
 * Decides, with the state as it is now, whether a due message goes out (I1) and by which channel, and marks it as being
 * handed over. A message found half handed over long ago was left by a process that died: whether it went out is unknown,
 * and said so (I4). Null when there is nothing to hand over.
 */
export const beginSending = async (
  tx: Transaction,
  actor: SystemActor,
  communicationId: string,
  room: SendingRoom,
): Promise<Outgoing | typeof IN_OTHER_HANDS | null> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM communication WHERE clinic_id = ${clinicId}::uuid AND id = ${communicationId}::uuid FOR UPDATE`
  const row = await communicationById(tx, clinicId, communicationId)
  if (row === null) return null
  if (row.status === 'sending') {
    if (room.nowMs - (row.sendingSince?.getTime() ?? 0) < HANDOVER_LASTS_AT_MOST_MS) return IN_OTHER_HANDS
    await setStatus(tx, actor, row, 'unknown', { statusReason: 'interrupted' })
    await askDesk(tx, clinicId, row, 'interrupted')
    return null
  }
  if (row.status !== 'due') return null
  // a job of before it was put off, or a clock that was set back: it comes again when it is due
  if (row.dueAt.getTime() > room.nowMs + CLOCKS_DIFFER_MS) return postpone(tx, row, row.dueAt.getTime(), room.nowMs)
  return decide(tx, actor, row, room)
}

/** The queue counts in seconds of its own clock. */
const CLOCKS_DIFFER_MS = 5_000

/** Writes down how the hand-over ended. */
export const settleSending = async (
  tx: Transaction,
  actor: SystemActor,
  communicationId: string,
  settlement: Settlement,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const row = await communicationById(tx, clinicId, communicationId)
  if (row === null || row.status !== 'sending') return
  switch (settlement.status) {
    case 'sent':
      return setStatus(tx, actor, row, 'sent', {
        ...{ sentAt: new Date(nowMs), messageId: settlement.messageId, statusReason: null },
        // the provider may have told already what became of it
        delivery: row.delivery ?? 'accepted',
        ...(settlement.providerId && { providerId: settlement.providerId }),
        ...(settlement.textVersionId && { textVersionId: settlement.textVersionId }),
      })
    case 'due':
      return setStatus(tx, actor, row, 'due', { statusReason: settlement.reason.slice(0, 300) })
    default:
      await setStatus(tx, actor, row, settlement.status, {
        statusReason: settlement.reason.slice(0, 300),
        // a mail server that says no for good has sent it back
        ...(settlement.status === 'failed' && { delivery: row.channel === 'email' ? 'bounced' : 'undelivered' }),
      })
      if (settlement.learned === 'no-mobile') await noteLandline(tx, clinicId, row.patient.id)
      if (settlement.learned === 'stopped') await noteStopped(tx, row)
      await askDesk(tx, clinicId, row, settlement.status)
  }
}

/** The provider knows of a STOP that never reached us. */
const noteStopped = (tx: Transaction, { clinicId, patient, sentTo: address }: CommunicationRow): Promise<void> =>
  addChoice(tx, clinicId, [patient.id], { channel: 'sms', purpose: 'all', agrees: false, how: 'provider', address })
