import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter } from '#features/encounter/queries.ts'
import type { GoalRefusal } from './set-goal.ts'

export interface Scoring {
  readonly encounterId: string
  readonly goalId: string
  readonly value: number
}

/** Writes down how near a goal is today; a second answer of the same visit replaces the first. */
export const scoreGoal = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, goalId, value }: Scoring,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, GoalRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const { patientId } = gate.encounter
  const goal = await tx.goal.findFirst({ where: { clinicId, id: goalId, patientId, endedAt: null } })
  if (goal === null) return refused({ reason: 'unknown-goal' })
  const score = { value, byIdentityId: asIdentity(actor), at: new Date(nowMs) }
  await tx.observation.upsert({
    where: { clinicId_encounterId_goalId: { clinicId, encounterId, goalId } },
    create: { clinicId, encounterId, goalId, ...score },
    update: score,
  })
  return done({ encounterId }, { action: 'score-goal', entityType: 'Goal', entityId: goalId, patientId })
}
