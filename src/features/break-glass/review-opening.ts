import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { mayReviewOf } from './access.ts'

export interface Review {
  readonly id: string
  readonly version: number
  readonly finding: 'in-order' | 'to-be-talked-about'
  readonly remark: string
}

export type ReviewRefusal = { readonly reason: 'not-found' | 'not-allowed' | 'own-opening' | 'stale-version' }

/** Keeps what came of looking into a record that was opened outside somebody's care: once, and never by themselves. */
export const reviewOpening = async (
  tx: Transaction,
  actor: StaffActor,
  { id, version, finding, remark }: Review,
  nowMs: number,
): Promise<Outcome<{ id: string }, ReviewRefusal>> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM break_glass WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const opening = await tx.breakGlass.findUnique({ where: { clinicId_id: { clinicId, id } } })
  if (opening === null) return refused({ reason: 'not-found' })
  if (opening.identityId === actor.identityId) return refused({ reason: 'own-opening' })
  if (!mayReviewOf(actor, opening)) return refused({ reason: 'not-allowed' })
  if (opening.version !== version || opening.reviewedAt !== null) return refused({ reason: 'stale-version' })
  await tx.breakGlass.update({
    where: { clinicId_id: { clinicId, id } },
    data: {
      reviewedAt: new Date(nowMs),
      reviewedByIdentityId: actor.identityId,
      reviewedByName: actor.name,
      finding,
      remark,
      version: { increment: 1 },
    },
  })
  return done(
    { id },
    {
      action: 'review-break-glass',
      entityType: 'BreakGlass',
      entityId: id,
      patientId: opening.patientId,
      detail: { finding },
    },
  )
}
