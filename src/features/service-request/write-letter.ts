import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'

export type LetterRefusal = {
  readonly reason:
    | 'not-found'
    | 'not-allowed'
    | 'record-closed'
    | 'letter-withdrawn'
    | 'letter-not-sent'
    | 'done-already'
    | 'no-referral-policy'
}

export interface LetterToWrite {
  readonly encounterId: string
  readonly locale: string
  readonly toWhom: string
  readonly reason: string
  readonly findings: string
  readonly request: string
}

/** Writes a letter about the patient of one's own visit, while it goes on or afterwards. What it says stays. */
export const writeLetter = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, ...letter }: LetterToWrite,
  nowMs: number,
): Promise<Outcome<{ id: string }, LetterRefusal>> => {
  const { clinicId } = actor
  const encounter = await tx.encounter.findUnique({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: { patientId: true, practitionerId: true, status: true },
  })
  if (encounter === null) return refused({ reason: 'not-found' })
  const { patientId, practitionerId, status } = encounter
  if (practitionerId !== actor.practitionerId) return refused({ reason: 'not-allowed' })
  if (status === 'entered-in-error') return refused({ reason: 'record-closed' })
  const by = { writtenByIdentityId: asIdentity(actor), writtenByName: actor.name, writtenAt: new Date(nowMs) }
  const { id } = await tx.serviceRequest.create({
    data: { clinicId, patientId, encounterId, practitionerId, ...letter, ...by },
    select: { id: true },
  })
  return done({ id }, { action: 'write-letter', entityType: 'ServiceRequest', entityId: id, patientId })
}
