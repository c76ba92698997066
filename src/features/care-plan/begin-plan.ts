import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'

export type PlanRefusal = Extract<VisitGate, { ok: false }> | { readonly reason: 'plan-stands' | 'unknown-plan' }

export interface PlanToBegin {
  readonly encounterId: string
  readonly goal: string
  readonly visits: number
  readonly everyDays: number
}

/** Agrees on a course of so many visits, this one the first; one course at a time. */
export const beginPlan = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, ...plan }: PlanToBegin,
  nowMs: number,
): Promise<Outcome<{ planId: string }, PlanRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const { patientId } = gate.encounter
  await tx.$queryRaw`SELECT 1 FROM patient WHERE clinic_id = ${clinicId}::uuid AND id = ${patientId}::uuid FOR NO KEY UPDATE`
  const standing = await tx.carePlan.findFirst({ where: { clinicId, patientId, endedAt: null }, select: { id: true } })
  if (standing !== null) return refused({ reason: 'plan-stands' })
  const by = { begunByIdentityId: asIdentity(actor), begunByName: actor.name, begunAt: new Date(nowMs) }
  const { id: planId } = await tx.carePlan.create({
    data: { clinicId, patientId, encounterId, ...plan, ...by },
    select: { id: true },
  })
  return done({ planId }, { action: 'begin-plan', entityType: 'CarePlan', entityId: planId, patientId })
}
