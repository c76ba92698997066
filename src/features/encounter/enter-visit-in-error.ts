import { asIdentity } from '#db/audit.ts'
import { lockResources } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { mayChange } from '#domain/appointment/permission.ts'
import { type AppointmentStatus, statusAfter, whyNot } from '#domain/appointment/transitions.ts'
import { standingHoldsOf } from '#features/area-hold/queries.ts'
import { clearHold } from '#features/area-hold/records.ts'
import { closeEveryTaskOfVisit, putOnList } from '#features/task/records.ts'

export interface VisitError {
  readonly appointmentId: string
  readonly version: number | null
  readonly reason: string
}

export type VisitErrorRefusal =
  | { readonly reason: 'not-found' | 'not-allowed' | 'already-in-error' }
  | NonNullable<ReturnType<typeof whyNot>>
  | { readonly reason: 'stale-version'; readonly expectedVersion: number; readonly currentVersion: number }

/**
 * Says that a whole visit was entered in error (Z6): the wrong person, or nothing of it took place. With it go its rest,
 * its stock, its unsent messages, its tasks and what its answers put on hold. Everything stays in the trail, and no list
 * of a recall names the patient for it. Of a message that has gone out somebody has to speak with whoever got it.
 */
export const enterVisitInError = async (
  tx: Transaction,
  actor: StaffActor,
  { appointmentId, version, reason }: VisitError,
  nowMs: number,
): Promise<Outcome<{ appointmentId: string }, VisitErrorRefusal>> => {
  const { clinicId } = actor
  const visit = await lockVisit(tx, clinicId, appointmentId)
  if (visit === null) return refused({ reason: 'not-found' })
  const { patientId, practitionerId, encounter } = visit
  const status = visit.status as AppointmentStatus
  if (!mayChange(actor, 'enter-in-error', { clinicId, patientId, practitionerId, today: false })) {
    return refused({ reason: 'not-allowed' })
  }
  if (status === 'entered-in-error') return refused({ reason: 'already-in-error' })
  const problem = whyNot('enter-in-error', { status, startMs: visit.startsAt.getTime(), nowMs })
  if (problem !== null) return refused(problem)
  if (encounter !== null && encounter.version !== version) {
    return refused({ reason: 'stale-version', expectedVersion: version ?? 0, currentVersion: encounter.version })
  }
  await tx.errorEntry.create({
    data: { clinicId, appointmentId, reason, byIdentityId: asIdentity(actor), byName: actor.name },
  })
  await tx.appointment.update({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    data: { status: statusAfter('enter-in-error', status), version: { increment: 1 } },
  })
  await closeEveryTaskOfVisit(tx, clinicId, appointmentId)
  if (encounter !== null) await takeBack(tx, actor, { ...visit, encounter, reason, nowMs })
  return done(
    { appointmentId },
    {
      action: 'enter-visit-in-error',
      entityType: 'Appointment',
      entityId: appointmentId,
      patientId,
      detail: { encounterId: encounter?.id ?? null },
    },
  )
}

const find = (tx: Transaction, clinicId: string, id: string) =>
  tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: {
      id: true,
      status: true,
      startsAt: true,
      patientId: true,
      practitionerId: true,
      placeId: true,
      participants: { select: { resourceId: true } },
      encounter: { select: { id: true, version: true } },
    },
  })

type Visit = NonNullable<Awaited<ReturnType<typeof find>>>

/** The record first, as every entry does, then all that the visit holds; read again behind the locks. */
const lockVisit = async (tx: Transaction, clinicId: string, id: string): Promise<Visit | null> => {
  await tx.$queryRaw`SELECT id FROM encounter WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${id}::uuid FOR UPDATE`
  const seen = await find(tx, clinicId, id)
  if (seen === null) return null
  const { patientId, practitionerId, placeId, participants } = seen
  await lockResources(tx, clinicId, [patientId, practitionerId, placeId, ...participants.map((one) => one.resourceId)])
  return find(tx, clinicId, id)
}

/** The record is an error: the store takes back stock and unsent messages with it, and here goes what its answers did. */
const takeBack = async (
  tx: Transaction,
  actor: StaffActor,
  error: Visit & { readonly encounter: { readonly id: string }; readonly reason: string; readonly nowMs: number },
): Promise<void> => {
  const { clinicId } = actor
  const { id: appointmentId, patientId, practitionerId, reason, nowMs } = error
  const { id: encounterId } = error.encounter
  await tx.encounter.update({
    where: { clinicId_id: { clinicId, id: encounterId } },
    data: { status: 'entered-in-error', version: { increment: 1 } },
  })
  for (const { id: holdId, version } of await standingHoldsOf(tx, clinicId, encounterId, nowMs)) {
    await clearHold(tx, actor, { holdId, expectedVersion: version, reason }, nowMs)
  }
  const gone = await tx.communication.count({
    where: { clinicId, encounterId, status: { in: ['sending', 'sent', 'unknown'] } },
  })
  if (gone === 0) return
  await putOnList(tx, clinicId, {
    kind: 'call-patient',
    patientId,
    appointmentId,
    practitionerId,
    detail: {},
  })
}
