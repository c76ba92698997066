import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type Referral, referralState } from '#domain/outcome/referral.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import type { LetterFacts, LetterRow } from './schema.ts'

const SHOWN = 20

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null

interface Row {
  readonly sentAt: Date | null
  readonly replyDueOn: Date | null
  readonly reply: string | null
  readonly withdrawnAt: Date | null
}

/** A letter as the rules of letters read it. */
export const referralOf = ({ sentAt, replyDueOn, reply, withdrawnAt }: Row): Referral => ({
  sentAtMs: sentAt?.getTime() ?? null,
  replyDueOn: dayOf(replyDueOn),
  replied: reply !== null,
  withdrawn: withdrawnAt !== null,
})

/** The policy in force: the latest that has begun. */
export const replyPolicy = (tx: Transaction, clinicId: string, date: string) =>
  tx.referralPolicy.findFirst({
    where: { clinicId, state: 'in-force', validFrom: { lte: new Date(`${date}T00:00:00Z`) } },
    orderBy: [{ validFrom: 'desc' }, { version: 'desc' }],
  })

/** The patient's letters, the latest first, as one's own visit shows them; null when it is not theirs or not there. */
export const lettersOfVisit = async (
  tx: Transaction,
  { clinicId, practitionerId }: StaffActor,
  appointmentId: string,
  nowMs: number,
): Promise<{ letters: LetterRow[]; replyDays: number | null } | null> => {
  const visit = await tx.appointment.findUnique({ where: { clinicId_id: { clinicId, id: appointmentId } } })
  if (visit === null || visit.practitionerId !== practitionerId) return null
  const today = localDateOf(nowMs, visit.timeZone)
  const rows = await tx.serviceRequest.findMany({
    where: { clinicId, patientId: visit.patientId },
    orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  })
  return {
    letters: rows.map((row) => ({
      ...{ id: row.id, toWhom: row.toWhom, reason: row.reason, reply: row.reply, repliedByName: row.repliedByName },
      writtenByName: row.writtenByName,
      writtenAt: row.writtenAt.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
      replyDueOn: dayOf(row.replyDueOn),
      repliedAt: row.repliedAt?.toISOString() ?? null,
      state: referralState(referralOf(row), today),
    })),
    replyDays: (await replyPolicy(tx, clinicId, today))?.replyDays ?? null,
  }
}

/** Locks a letter of somebody in this practitioner's care; null when there is none for these eyes. */
export const lockLetter = async (tx: Transaction, actor: StaffActor, id: string, nowMs: number) => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT 1 FROM service_request WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const row = await tx.serviceRequest.findUnique({ where: { clinicId_id: { clinicId, id } } })
  if (row === null || (await isInCareOf(tx, actor, row.patientId, nowMs)) !== 'theirs') return null
  return row
}

/** What stands in a letter to somebody in this practitioner's care; null when there is none for these eyes. */
export const letterFactsOf = async (
  tx: Transaction,
  actor: StaffActor,
  id: string,
  nowMs: number,
): Promise<(LetterFacts & { patientId: string }) | null> => {
  const { clinicId } = actor
  const row = await tx.serviceRequest.findUnique({
    where: { clinicId_id: { clinicId, id } },
    include: {
      clinic: { select: { name: true, phone: true } },
      patient: { select: { name: true, birthDate: true } },
      practitioner: { select: { profession: true } },
      encounter: {
        select: { appointment: { select: { timeZone: true, location: { select: { address: true } } } } },
      },
    },
  })
  if (row === null || (await isInCareOf(tx, actor, row.patientId, nowMs)) !== 'theirs') return null
  const { toWhom, reason, findings, request, writtenByName, patientId } = row
  return {
    ...{ patientId, toWhom, reason, findings, request, writtenByName },
    locale: row.locale === 'de' ? 'de' : 'en',
    clinicName: row.clinic.name,
    clinicPhone: row.clinic.phone,
    address: row.encounter.appointment.location.address,
    timeZone: row.encounter.appointment.timeZone,
    patientName: row.patient.name,
    birthDate: dayOf(row.patient.birthDate),
    profession: row.practitioner.profession,
    writtenAt: row.writtenAt.toISOString(),
  }
}

/** Whose reply should have come by a day. */
export const repliesOverdue = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  today: string,
): Promise<ReadonlySet<string>> => {
  const rows = await tx.serviceRequest.findMany({
    where: {
      ...{ clinicId, patientId: { in: [...patientIds] }, reply: null, withdrawnAt: null },
      replyDueOn: { lt: new Date(`${today}T00:00:00Z`) },
    },
    select: { patientId: true },
  })
  return new Set(rows.map(({ patientId }) => patientId))
}
