import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotSign } from '#domain/encounter/note.ts'
import { lockEncounter } from '#features/encounter/queries.ts'
import { noteStanding } from './queries.ts'
import type { NoteRefusal } from './write-note.ts'

/** Puts the practitioner's name to the note as they have seen it; from then on it is added to and not changed. */
export const signNote = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, version }: { readonly encounterId: string; readonly version: number },
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, NoteRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const problem = whyNotSign(await noteStanding(tx, clinicId, encounterId), version)
  if (problem !== null) return refused({ reason: problem })
  await tx.noteSignature.create({
    data: {
      ...{ clinicId, encounterId, part: 'author', identityId: asIdentity(actor), name: actor.name },
      // which words these are is worked out where they are kept
      hash: '',
      at: new Date(nowMs),
    },
  })
  const audit = { action: 'sign-note', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId }, { ...audit, patientId: gate.encounter.patientId })
}
