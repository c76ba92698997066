import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter } from '#features/encounter/queries.ts'
import type { GoalRefusal } from './set-goal.ts'

export interface PainInVisit {
  readonly encounterId: string
  readonly moment: 'before' | 'after'
  readonly value: number
}

/** Writes down how much it hurts before or after a treatment; a second answer of the same visit replaces the first. */
export const scorePain = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, moment, value }: PainInVisit,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, GoalRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const { patientId } = gate.encounter
  const score = { value, byIdentityId: asIdentity(actor), at: new Date(nowMs) }
  await tx.visitPain.upsert({
    where: { clinicId_encounterId_moment: { clinicId, encounterId, moment } },
    create: { clinicId, encounterId, moment, ...score },
    update: score,
  })
  const audit = { action: 'score-pain', entityType: 'Encounter', entityId: encounterId, patientId }
  return done({ encounterId }, { ...audit, detail: { moment } })
}
