import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { emergencyOf } from './queries.ts'

/** "I am going": whoever called sees who comes. */
export const answerEmergency = async (
  tx: Transaction,
  actor: StaffActor,
  emergencyId: string,
  nowMs: number,
): Promise<Outcome<{ emergencyId: string }, { readonly reason: 'not-found' }>> => {
  const { clinicId } = actor
  const known = await emergencyOf(tx, clinicId, emergencyId)
  if (known === null) return refused({ reason: 'not-found' })
  await tx.emergency.updateMany({
    where: { clinicId, id: emergencyId, endedAt: null },
    data: { goingByIdentityId: asIdentity(actor), goingByName: actor.name, goingAt: new Date(nowMs) },
  })
  return done({ emergencyId }, { action: 'answer-emergency', entityType: 'Emergency', entityId: emergencyId })
}
