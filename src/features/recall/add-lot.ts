import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockStockLots } from '#features/lot/queries.ts'
import { lockRecall } from './records.ts'

export type AddLotRefusal = { readonly reason: 'not-found' | 'recall-closed' | 'already-in-recall' }

/** Takes a lot into a recall that is going on: a near miss that turned out to be one, or one that was left out. */
export const addLot = async (
  tx: Transaction,
  { clinicId }: StaffActor,
  { recallId, lotId }: { readonly recallId: string; readonly lotId: string },
): Promise<Outcome<{ lotId: string }, AddLotRefusal>> => {
  const recall = await lockRecall(tx, clinicId, recallId)
  if (recall === null) return refused({ reason: 'not-found' })
  if (recall.closedAt !== null) return refused({ reason: 'recall-closed' })
  const [lot] = await lockStockLots(tx, clinicId, [lotId])
  if (lot === undefined) return refused({ reason: 'not-found' })
  const { count } = await tx.recallLot.createMany({
    data: [{ clinicId, recallId, lotId, how: 'chosen' }],
    skipDuplicates: true,
  })
  if (count === 0) return refused({ reason: 'already-in-recall' })
  return done({ lotId }, { action: 'add-recall-lot', entityType: 'Recall', entityId: recallId, detail: { lotId } })
}
