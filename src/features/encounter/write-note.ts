import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter, type VisitGate } from './queries.ts'

/** Keeps the visit's note as it is being written. */
export const writeNote = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  text: string,
): Promise<Outcome<{ encounterId: string }, Extract<VisitGate, { ok: false }>>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const byIdentityId = asIdentity(actor)
  await tx.clinicalNote.upsert({
    where: { clinicId_encounterId: { clinicId, encounterId } },
    create: { clinicId, encounterId, text, byIdentityId, version: 1 },
    update: { text, byIdentityId, version: { increment: 1 } },
  })
  const audit = { action: 'write-note', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId }, { ...audit, patientId: gate.encounter.patientId })
}
