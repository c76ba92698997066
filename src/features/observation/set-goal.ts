import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'

/** The activities of the measure: three, chosen by the patient; pain stands in a place of its own. */
const ACTIVITY_SLOTS = [1, 2, 3] as const
const PAIN_SLOT = 0

export type GoalRefusal = Extract<VisitGate, { ok: false }> | { readonly reason: 'goals-full' | 'unknown-goal' }

export interface GoalToSet {
  readonly encounterId: string
  readonly kind: 'pain' | 'activity'
  readonly title: string
  readonly target: number
}

/** Writes down what the patient wants to reach, in a visit: less pain, or something they want to do again. */
export const setGoal = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, kind, title, target }: GoalToSet,
  nowMs: number,
): Promise<Outcome<{ goalId: string }, GoalRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const { patientId } = gate.encounter
  await tx.$queryRaw`SELECT 1 FROM patient WHERE clinic_id = ${clinicId}::uuid AND id = ${patientId}::uuid FOR NO KEY UPDATE`
  const standing = await tx.goal.findMany({ where: { clinicId, patientId, endedAt: null }, select: { slot: true } })
  const taken = new Set(standing.map(({ slot }) => slot))
  const slot = (kind === 'pain' ? [PAIN_SLOT] : ACTIVITY_SLOTS).find((one) => !taken.has(one))
  if (slot === undefined) return refused({ reason: 'goals-full' })
  const { id: goalId } = await tx.goal.create({
    data: {
      ...{ clinicId, patientId, encounterId, slot, title, target },
      ...{ setByIdentityId: asIdentity(actor), setAt: new Date(nowMs) },
    },
    select: { id: true },
  })
  return done({ goalId }, { action: 'set-goal', entityType: 'Goal', entityId: goalId, patientId })
}
