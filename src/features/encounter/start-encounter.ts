import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type AppointmentStatus, statusAfter, whyNot } from '#domain/appointment/transitions.ts'
import { type IdentityCheck, isEnough } from '#domain/encounter/identity.ts'
import { namesakesOf } from '#features/patient/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import { mayTakePart } from './access.ts'
import { standing, visitOf } from './queries.ts'

export type StartRefusal =
  | { readonly reason: 'not-found' | 'not-allowed' | 'other-patient' | 'identity-not-enough' }
  | NonNullable<ReturnType<typeof whyNot>>

/**
 * Opens the record of a visit and puts the patient in the room. Opening it again gives the same record. From here on
 * aftercare is watched for: it becomes due at the planned end should nobody say when the last needle was out (Z15).
 */
export const startEncounter = async (
  tx: Transaction,
  actor: StaffActor,
  { appointmentId, identity }: { readonly appointmentId: string; readonly identity: IdentityCheck },
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, StartRefusal>> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM appointment WHERE clinic_id = ${clinicId}::uuid AND id = ${appointmentId}::uuid FOR UPDATE`
  const visit = await visitOf(tx, clinicId, appointmentId)
  if (visit === null) return refused({ reason: 'not-found' })
  if (!mayTakePart(actor, 'treats', standing(visit))) return refused({ reason: 'not-allowed' })
  if (actor.atPatientId !== undefined && actor.atPatientId !== visit.patientId)
    return refused({ reason: 'other-patient' })
  const audit = { action: 'start-encounter', entityType: 'Appointment', entityId: visit.id, patientId: visit.patientId }
  if (visit.encounter !== null) return done({ encounterId: visit.encounter.id }, audit)
  const status = visit.status as AppointmentStatus
  const problem =
    status === 'checked-in' ? null : whyNot('check-in', { status, startMs: visit.startsAt.getTime(), nowMs })
  if (problem !== null) return refused(problem)
  const namesakes = (await namesakesOf(tx, clinicId, [visit.patientId])).get(visit.patientId) ?? 0
  if (!isEnough(identity, namesakes)) return refused({ reason: 'identity-not-enough' })
  const { id: encounterId } = await tx.encounter.create({
    data: {
      clinicId,
      appointmentId: visit.id,
      patientId: visit.patientId,
      practitionerId: visit.practitionerId,
      status: 'in-progress',
      startedAt: new Date(nowMs),
      identityCheckedHow: identity,
      identityCheckedByIdentityId: actor.identityId,
      identityCheckedAt: new Date(nowMs),
      version: 1,
    },
  })
  await tx.appointment.update({
    where: { clinicId_id: { clinicId, id: visit.id } },
    data: {
      status: status === 'checked-in' ? status : statusAfter('check-in', status),
      arrivedAt: visit.arrivedAt ?? new Date(nowMs),
      version: { increment: 1 },
    },
  })
  if (visit.technique !== null) {
    await enqueue(tx, 'plan-aftercare', { clinicId, encounterId }, { dueMs: visit.endsAt.getTime(), nowMs })
  }
  return done({ encounterId }, audit)
}
