import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'

/** From how few needles of a product on somebody is told to order; null: nobody is. */
export const setReorder = async (
  tx: Transaction,
  { clinicId }: StaffActor,
  { productId, below }: { readonly productId: string; readonly below: number | null },
): Promise<Outcome<{ productId: string }, { readonly reason: 'not-found' }>> => {
  const { count } = await tx.needleProduct.updateMany({
    where: { clinicId, id: productId },
    data: { reorderBelow: below },
  })
  if (count === 0) return refused({ reason: 'not-found' })
  return done(
    { productId },
    { action: 'set-reorder-level', entityType: 'NeedleProduct', entityId: productId, detail: { below } },
  )
}
