import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'

export interface CoSignRefusal {
  readonly reason: 'not-found' | 'not-allowed' | 'duplicate'
}

/** A clinical lead signs what somebody under supervision decided; nobody signs for themselves. */
export const coSignDecision = async (
  tx: Transaction,
  actor: StaffActor,
  acknowledgementId: string,
  nowMs: number,
): Promise<Outcome<{ acknowledgementId: string }, CoSignRefusal>> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM acknowledgement WHERE clinic_id = ${clinicId}::uuid AND id = ${acknowledgementId}::uuid FOR UPDATE`
  const row = await tx.acknowledgement.findUnique({ where: { clinicId_id: { clinicId, id: acknowledgementId } } })
  if (row === null || !row.needsCoSign) return refused({ reason: 'not-found' })
  if (row.byIdentityId === asIdentity(actor)) return refused({ reason: 'not-allowed' })
  if (row.coSignedAt !== null) return refused({ reason: 'duplicate' })
  await tx.acknowledgement.update({
    where: { clinicId_id: { clinicId, id: acknowledgementId } },
    data: {
      ...{ coSignedAt: new Date(nowMs), coSignedByIdentityId: asIdentity(actor), coSignedByName: actor.name },
      version: { increment: 1 },
    },
  })
  const audit = { action: 'co-sign-decision', entityType: 'Acknowledgement', entityId: acknowledgementId }
  return done({ acknowledgementId }, { ...audit, patientId: row.patientId })
}
