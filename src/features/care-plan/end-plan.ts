import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter } from '#features/encounter/queries.ts'
import type { PlanRefusal } from './begin-plan.ts'

/** Ends a course, with the reason. Its visits stay booked; another course may follow. */
export const endPlan = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, planId, reason }: { readonly encounterId: string; readonly planId: string; readonly reason: string },
  nowMs: number,
): Promise<Outcome<{ planId: string }, PlanRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const { patientId } = gate.encounter
  const { count } = await tx.carePlan.updateMany({
    where: { clinicId, id: planId, patientId, endedAt: null },
    data: { endedAt: new Date(nowMs), endedByIdentityId: asIdentity(actor), endedReason: reason },
  })
  // one that was ended before stays as it was ended
  const ended = count > 0 || (await tx.carePlan.count({ where: { clinicId, id: planId, patientId } })) > 0
  if (!ended) return refused({ reason: 'unknown-plan' })
  return done({ planId }, { action: 'end-plan', entityType: 'CarePlan', entityId: planId, patientId })
}
