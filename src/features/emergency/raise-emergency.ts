import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { emergencyOf } from './queries.ts'

export interface Call {
  readonly emergencyId: string
  readonly appointmentId: string
  /** When the button was pressed by the clinic's clock, as the device knows it. */
  readonly tappedMs: number
}

export type CallRefusal = { readonly reason: 'not-found' }

/**
 * One tap, by anybody who works here. It counts from when it was pressed, also when the line came back much later, and
 * once, however often the device sent it. A device whose clock runs ahead does not put it into the future.
 */
export const raiseEmergency = async (
  tx: Transaction,
  actor: StaffActor,
  { emergencyId, appointmentId, tappedMs }: Call,
  nowMs: number,
): Promise<Outcome<{ emergencyId: string; receivedIso: string }, CallRefusal>> => {
  const { clinicId } = actor
  const visit = await tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    select: { patientId: true },
  })
  if (visit === null) return refused({ reason: 'not-found' })
  await tx.emergency.createMany({
    data: {
      ...{ clinicId, id: emergencyId, appointmentId, tappedAt: new Date(Math.min(tappedMs, nowMs)) },
      ...{ receivedAt: new Date(nowMs), byIdentityId: asIdentity(actor), byName: actor.name },
    },
    skipDuplicates: true,
  })
  const kept = await emergencyOf(tx, clinicId, emergencyId)
  if (kept === null || kept.appointmentId !== appointmentId) return refused({ reason: 'not-found' })
  return done(
    { emergencyId, receivedIso: kept.receivedAt.toISOString() },
    {
      ...{ action: 'raise-emergency', entityType: 'Emergency', entityId: emergencyId, patientId: visit.patientId },
      detail: { tappedAt: kept.tappedAt.toISOString() },
    },
  )
}
