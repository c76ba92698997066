import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotAdd } from '#domain/encounter/note.ts'
import { noteStanding } from './queries.ts'

export type AddendumRefusal = { readonly reason: 'not-found' | 'not-allowed' | 'note-open' | 'record-closed' }

export interface Adding {
  readonly encounterId: string
  readonly text: string
  readonly reason: string
}

/** Adds to a record that is fixed: what, why only now, and by whom. What was written before stays as it is. */
export const addAddendum = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, text, reason }: Adding,
  nowMs: number,
): Promise<Outcome<{ addendumId: string }, AddendumRefusal>> => {
  const { clinicId } = actor
  const encounter = await tx.encounter.findUnique({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: { patientId: true, practitionerId: true, status: true },
  })
  if (encounter === null) return refused({ reason: 'not-found' })
  const { patientId, practitionerId, status } = encounter
  if (practitionerId !== actor.practitionerId) return refused({ reason: 'not-allowed' })
  const problem = whyNotAdd(status, (await noteStanding(tx, clinicId, encounterId))?.signed ?? false)
  if (problem !== null) return refused({ reason: problem })
  const by = { byIdentityId: asIdentity(actor), byName: actor.name }
  const { id: addendumId } = await tx.addendum.create({
    data: { clinicId, encounterId, text, reason, ...by, at: new Date(nowMs) },
    select: { id: true },
  })
  return done({ addendumId }, { action: 'add-addendum', entityType: 'Addendum', entityId: addendumId, patientId })
}
