import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { maySignBeside } from '#domain/encounter/note.ts'
import { signedNote } from './queries.ts'

export type CosignRefusal = { readonly reason: 'not-found' | 'not-to-cosign' | 'cosigned-already' }

/** Puts a second name to a signed note: the supervisor's of whoever wrote it, or a clinical lead's. */
export const cosignNote = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, remark }: { readonly encounterId: string; readonly remark: string },
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, CosignRefusal>> => {
  const { clinicId } = actor
  const encounter = await tx.encounter.findUnique({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: { patientId: true, status: true },
  })
  const signed = await signedNote(tx, clinicId, encounterId)
  if (encounter === null || encounter.status === 'entered-in-error') return refused({ reason: 'not-found' })
  if (signed === null || !maySignBeside(signed, actor)) return refused({ reason: 'not-to-cosign' })
  if (signed.cosigned) return refused({ reason: 'cosigned-already' })
  await tx.noteSignature.create({
    data: {
      ...{ clinicId, encounterId, part: 'co-signer', identityId: asIdentity(actor), name: actor.name },
      ...{ hash: '', remark, at: new Date(nowMs) },
    },
  })
  const audit = { action: 'cosign-note', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId }, { ...audit, patientId: encounter.patientId })
}
