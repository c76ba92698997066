import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { putOnList } from '#features/task/records.ts'
import { emergencyOf } from './queries.ts'

/** Somebody says that it is over. The forms come now: the practitioner has it on their list to write down what it was. */
export const endEmergency = async (
  tx: Transaction,
  actor: StaffActor,
  emergencyId: string,
  nowMs: number,
): Promise<Outcome<{ emergencyId: string }, { readonly reason: 'not-found' }>> => {
  const { clinicId } = actor
  const known = await emergencyOf(tx, clinicId, emergencyId)
  if (known === null) return refused({ reason: 'not-found' })
  const { count } = await tx.emergency.updateMany({
    where: { clinicId, id: emergencyId, endedAt: null },
    data: { endedAt: new Date(nowMs), endedByIdentityId: asIdentity(actor), endedByName: actor.name },
  })
  const { patientId, practitionerId } = await tx.appointment.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: known.appointmentId } },
    select: { patientId: true, practitionerId: true },
  })
  if (count === 1) {
    const { appointmentId } = known
    const task = { kind: 'incident-to-write', appointmentId, patientId, practitionerId, detail: { emergencyId } }
    await putOnList(tx, clinicId, task)
  }
  return done({ emergencyId }, { action: 'end-emergency', entityType: 'Emergency', entityId: emergencyId, patientId })
}
