import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter } from '#features/encounter/queries.ts'
import type { GoalRefusal } from './set-goal.ts'

export interface Ending {
  readonly encounterId: string
  readonly goalId: string
  readonly reason: string
}

/** A goal is reached, or is none any more. Its scores stay; another may take its place. */
export const endGoal = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, goalId, reason }: Ending,
  nowMs: number,
): Promise<Outcome<{ goalId: string }, GoalRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const { patientId } = gate.encounter
  const { count } = await tx.goal.updateMany({
    where: { clinicId, id: goalId, patientId, endedAt: null },
    data: { endedAt: new Date(nowMs), endedByIdentityId: asIdentity(actor), endedReason: reason },
  })
  if (count === 0) return refused({ reason: 'unknown-goal' })
  return done({ goalId }, { action: 'end-goal', entityType: 'Goal', entityId: goalId, patientId })
}
