import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type NoteProblem, type NoteWords, whyNotWrite } from '#domain/encounter/note.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'
import { noteStanding } from './queries.ts'

export type NoteRefusal = Extract<VisitGate, { ok: false }> | { readonly reason: NoteProblem }

export interface Writing {
  readonly encounterId: string
  readonly version: number
  readonly words: NoteWords
}

/** Keeps the visit's note as it is being written. Who wrote over what they had not seen is told, and nothing is kept of it. */
export const writeNote = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, version, words }: Writing,
): Promise<Outcome<{ encounterId: string; version: number }, NoteRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const problem = whyNotWrite(await noteStanding(tx, clinicId, encounterId), version)
  if (problem !== null) return refused({ reason: problem })
  const byIdentityId = asIdentity(actor)
  const saved = await tx.clinicalNote.upsert({
    where: { clinicId_encounterId: { clinicId, encounterId } },
    create: { clinicId, encounterId, ...words, byIdentityId, version: 1 },
    update: { ...words, byIdentityId, version: { increment: 1 } },
    select: { version: true },
  })
  const audit = { action: 'write-note', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId, version: saved.version }, { ...audit, patientId: gate.encounter.patientId })
}
