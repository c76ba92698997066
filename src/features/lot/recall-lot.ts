import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockStockLots } from './queries.ts'

export type RecallRefusal = { readonly reason: 'not-found' } | { readonly reason: 'already-recalled' }

/** Opens a recall of one lot: from its commit on, nobody can scan the lot for use, on any path. */
export const recallLot = async (
  tx: Transaction,
  actor: StaffActor,
  recall: { readonly lotId: string; readonly reason: string; readonly reference: string | null },
): Promise<Outcome<{ recallId: string }, RecallRefusal>> => {
  const { clinicId } = actor
  const [lot] = await lockStockLots(tx, clinicId, [recall.lotId])
  if (lot === undefined) return refused({ reason: 'not-found' })
  if (lot.status === 'recalled') return refused({ reason: 'already-recalled' })
  const { id: recallId } = await tx.recall.create({
    data: {
      ...{ clinicId, reason: recall.reason, reference: recall.reference },
      // what comes later under the same number joins by itself
      ...(lot.lotNumber === null ? {} : { productIds: [lot.productId], lotNumbers: [lot.lotNumber] }),
      ...{ byIdentityId: asIdentity(actor), byName: actor.name },
    },
  })
  await tx.recallLot.createMany({ data: { clinicId, recallId, lotId: lot.lotId } })
  return done({ recallId }, { action: 'recall-lot', entityType: 'Lot', entityId: lot.lotId, detail: { recallId } })
}
