import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'

export interface TreatmentToRecord {
  readonly encounterId: string
  readonly technique: string
  readonly done: boolean
  readonly remark: string
}

/** Writes down what was done without needles, or that it was not: such a visit is completed without any count. */
export const recordTreatment = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, technique, done: wasDone, remark }: TreatmentToRecord,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, Extract<VisitGate, { ok: false }>>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  await tx.visitTreatment.deleteMany({ where: { clinicId, encounterId, technique } })
  if (wasDone) {
    const by = { byIdentityId: asIdentity(actor), at: new Date(nowMs) }
    await tx.visitTreatment.create({ data: { clinicId, encounterId, technique, remark, ...by } })
  }
  const audit = { action: 'record-treatment', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId }, { ...audit, patientId: gate.encounter.patientId, detail: { technique, done: wasDone } })
}
