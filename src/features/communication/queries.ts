import type { Transaction } from '#db/client.ts'
import { maySendAgain } from '#domain/aftercare/sending.ts'
import type { LocalizedText, Side } from '#domain/body/area.ts'
import { alertNumber } from '#domain/contact/alerted.ts'
import type { Unreached, Way } from '#domain/contact/reach.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { type StoredText, textById, textOn } from '#features/aftercare-plan/queries.ts'
import { alertPhoneFrom } from '#features/alert-phone/queries.ts'
import { clinicZone } from '#features/clinic/queries.ts'

const whoGetsIt = { id: true, name: true, preferredName: true, locale: true, timeZone: true, erasedAt: true } as const

const withVisit = {
  step: true,
  textVersion: { select: { subject: true } },
  appointment: {
    select: {
      ...{ id: true, version: true, status: true, startsAt: true, endsAt: true, timeZone: true },
      ...{ practitionerId: true, locationId: true },
      practitioner: { select: { name: true } },
      service: { select: { name: true } },
      location: { select: { name: true, address: true, phone: true } },
    },
  },
  patient: { select: { ...whoGetsIt, mergedInto: { select: whoGetsIt } } },
  encounter: {
    select: {
      status: true,
      startedAt: true,
      needlesOutAt: true,
      practitioner: { select: { name: true } },
      procedures: { where: { enteredInError: false }, select: { id: true } },
      appointment: { select: { status: true, startsAt: true, timeZone: true } },
    },
  },
} as const

/** Messages with what they are about. Who was entered twice gets them where the record that stands says. */
export const communicationsById = async (tx: Transaction, clinicId: string, ids: readonly string[]) => {
  const rows = await tx.communication.findMany({ where: { clinicId, id: { in: [...ids] } }, include: withVisit })
  return rows.map((row) => ({ ...row, patient: row.patient?.mergedInto ?? row.patient }))
}

export const communicationById = async (tx: Transaction, clinicId: string, id: string) =>
  (await communicationsById(tx, clinicId, [id]))[0] ?? null

export type CommunicationRow = NonNullable<Awaited<ReturnType<typeof communicationById>>>

/** The aftercare of these patients, newest first, a page at a time: what has been handed over or is due by now, not what will be. */
export const aftercareOf = (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  { cursor, limit, nowMs }: { cursor?: string | null; limit: number; nowMs: number },
) =>
  tx.communication.findMany({
    where: {
      clinicId,
      patientId: { in: [...patientIds] },
      // the copy of a consent is read where consents are, what is about a time where visits are
      kind: { in: ['aftercare', 'removal'] },
      status: { in: ['due', 'sending', 'sent', 'unknown', 'failed'] },
      dueAt: { lte: new Date(nowMs) },
      // what was somebody else's visit is nobody's reading
      encounter: { status: { not: 'entered-in-error' } },
    },
    include: withVisit,
    orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })

/** Not gone yet: its words are those in force when it goes. */
const IS_OPEN = ['due', 'sending']

/** The words of a message: those it went out with, else those in force now. Null when the clinic has none under this name. */
export const wordsOfMessage = async (
  tx: Transaction,
  clinicId: string,
  { step, status, textVersionId }: Pick<CommunicationRow, 'step' | 'status' | 'textVersionId'>,
  nowMs: number,
): Promise<StoredText | null> => {
  if (step === null) return null
  if (textVersionId !== null && !IS_OPEN.includes(status)) return textById(tx, clinicId, textVersionId)
  return textOn(tx, clinicId, step.templateKey, localDateOf(nowMs, await clinicZone(tx, clinicId)))
}

/** What a letter needs of the clinic. */
export const clinicForLetters = async (tx: Transaction, clinicId: string) => {
  const clinic = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { name: true, slug: true, locale: true, phone: true, emergencyPhone: true, messageHours: true },
  })
  const timeZone = await clinicZone(tx, clinicId)
  return { ...clinic, timeZone, messageHours: clinic.messageHours as unknown as LocalizedText }
}

/** Areas by id, with both names. */
export const areasById = async (tx: Transaction, clinicId: string, ids: readonly string[]) =>
  (await tx.bodyArea.findMany({ where: { clinicId, id: { in: [...ids] } }, orderBy: { position: 'asc' } })).map(
    (area) => ({
      side: area.side as Side,
      plainName: area.plainName as unknown as LocalizedText,
      clinicalName: area.clinicalName as unknown as LocalizedText,
    }),
  )

/** How many messages this person was sent since then, whatever became of them; alerts about them are not to them. */
export const sentSince = (tx: Transaction, clinicId: string, patientId: string, fromMs: number): Promise<number> =>
  tx.communication.count({
    where: {
      ...{ clinicId, patientId, status: { in: ['sent', 'unknown', 'sending'] }, recipientIdentityId: null },
      sendingSince: { gte: new Date(fromMs) },
    },
  })

const notReached = (reason: Unreached): Way => ({ reached: false, reason })

/** Where an alert goes, by what whoever works here and is to get it wants now. */
export const wayToMember = async (
  tx: Transaction,
  { clinicId, channel }: { readonly clinicId: string; readonly channel: string },
  identityId: string,
  textsAreSetUp: boolean,
): Promise<{ readonly way: Way; readonly name: string }> => {
  const member = await tx.membership.findFirst({
    where: { clinicId, identityId, active: true },
    select: { email: true, name: true, alertPhone: true },
  })
  if (member === null) return { way: notReached('no-address'), name: '' }
  const { name, email, alertPhone } = member
  if (channel === 'email') return { way: { reached: true, channel: 'email', address: email }, name }
  const address = alertNumber(alertPhoneFrom(alertPhone), textsAreSetUp)
  return { way: address === null ? notReached('stopped') : { reached: true, channel: 'sms', address }, name }
}

/** Who was written to at this number since then. */
export const writtenToAt = async (
  tx: Transaction,
  clinicId: string,
  number: string,
  fromMs: number,
): Promise<string[]> => {
  const rows = await tx.communication.findMany({
    where: {
      ...{ clinicId, channel: 'sms', sentTo: number, status: 'sent', recipientIdentityId: null },
      sentAt: { gte: new Date(fromMs) },
    },
    select: { patientId: true },
    distinct: ['patientId'],
    take: 2,
  })
  return rows.flatMap(({ patientId }) => patientId ?? [])
}

type Shown = 'to-see-to' | 'due' | 'sent' | 'unknown' | 'failed' | 'withheld' | 'all'

/** What somebody has to see to: nobody knows, it failed, it did not arrive, or nobody could be written to. */
const TO_SEE_TO = [
  { status: { in: ['unknown', 'failed'] } },
  { status: 'sent', delivery: { in: ['undelivered', 'bounced'] } },
  { status: 'withheld', statusReason: { in: ['no-address', 'landline', 'wrong-person', 'not-agreed', 'too-many'] } },
]

const inState = (shown: Shown) => {
  switch (shown) {
    case 'to-see-to':
      return { OR: TO_SEE_TO }
    case 'due':
      return { status: { in: ['due', 'sending'] } }
    case 'all':
      return {}
    default:
      return { status: shown }
  }
}

/** The clinic's messages to patients, the latest due first, a page at a time. Of several attempts the last one counts. */
export const messagesOf = async (
  tx: Transaction,
  clinicId: string,
  asked: {
    readonly shown: Shown
    readonly patientId: string | null
    readonly limit: number
    readonly cursor: string | null
  },
) => {
  const { shown, patientId, limit, cursor } = asked
  const rows = await tx.communication.findMany({
    where: {
      ...{ clinicId, recipientIdentityId: null, ...inState(shown) },
      ...(patientId !== null && { patientId }),
    },
    select: {
      ...{ id: true, kind: true, channel: true, status: true, statusReason: true, delivery: true, attempt: true },
      ...{ dueAt: true, sentAt: true, sentTo: true, encounterId: true, stepId: true, occasion: true },
      patient: { select: { id: true, name: true, phone: true } },
      appointment: { select: { startsAt: true, timeZone: true } },
    },
    orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor !== null && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
  const page = rows.slice(0, limit)
  const ids = page.map(({ id }) => id)
  const calls = await tx.$queryRaw<{ id: string }[]>`
    SELECT detail ->> 'communicationId' AS id FROM task
    WHERE clinic_id = ${clinicId}::uuid AND kind = 'call-patient' AND status = 'open' AND detail ->> 'communicationId' = ANY (${ids}::text[])`
  const followed = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM communication c JOIN communication n ON n.clinic_id = c.clinic_id AND n.patient_id = c.patient_id
      AND n.kind = c.kind AND n.occasion = c.occasion AND n.attempt = c.attempt + 1
      AND n.appointment_id IS NOT DISTINCT FROM c.appointment_id AND n.step_id IS NOT DISTINCT FROM c.step_id
      AND n.consent_id IS NOT DISTINCT FROM c.consent_id
    WHERE c.clinic_id = ${clinicId}::uuid AND c.id = ANY (${ids}::uuid[])`
  const [calling, replaced] = [new Set(calls.map(({ id }) => id)), new Set(followed.map(({ id }) => id))]
  return {
    messages: page.map(({ dueAt, sentAt, statusReason, appointment, patient, ...row }) => ({
      ...{ id: row.id, channel: row.channel, status: row.status, delivery: row.delivery, attempt: row.attempt },
      ...{ kind: row.kind, sentTo: row.sentTo, patient, reason: statusReason },
      ...{ dueIso: dueAt.toISOString(), sentIso: sentAt?.toISOString() ?? null },
      ...{ visitIso: appointment?.startsAt.toISOString() ?? null, timeZone: appointment?.timeZone ?? null },
      maySendAgain: !replaced.has(row.id) && maySendAgain({ ...row, statusReason }),
      calling: calling.has(row.id),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** Whether somebody was needled again after the visit of a message that asks how it goes weeks later. */
export const wasNeedledSince = async (tx: Transaction, { clinicId, patientId, kind, encounter }: CommunicationRow) => {
  if (kind !== 'check-in' || encounter === null || patientId === null) return false
  const later = await tx.encounter.findFirst({
    where: {
      ...{ clinicId, patientId, status: { not: 'entered-in-error' }, startedAt: { gt: encounter.startedAt } },
      procedures: { some: { enteredInError: false } },
    },
    select: { id: true },
  })
  return later !== null
}
