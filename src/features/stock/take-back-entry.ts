import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type BookRefusal, decideLeaving } from '#domain/lot/stock-book.ts'
import { lockStockLots } from '#features/lot/queries.ts'
import { uuidv7 } from '#lib/ids.ts'
import { onHandAt } from './queries.ts'
import { TAKEN_BACK_KINDS } from './schema.ts'

export type TakeBackRefusal = BookRefusal | { readonly reason: 'not-found' | 'not-taken-back' | 'already-taken-back' }

/** Takes back a line that was written in error, by a line of its own with the reason; a movement as a whole. */
export const takeBackEntry = async (
  tx: Transaction,
  actor: StaffActor,
  { entryId, reason }: { readonly entryId: string; readonly reason: string },
): Promise<Outcome<{ lotId: string }, TakeBackRefusal>> => {
  const { clinicId } = actor
  const entry = await tx.stockEntry.findUnique({ where: { clinicId_id: { clinicId, id: entryId } } })
  if (entry === null) return refused({ reason: 'not-found' })
  const { lotId, movementId } = entry
  await lockStockLots(tx, clinicId, [lotId])
  const lines = await tx.stockEntry.findMany({
    where: movementId === null ? { clinicId, id: entryId } : { clinicId, movementId },
    include: { reversedBy: { select: { id: true } } },
    orderBy: { id: 'asc' },
  })
  if (entry.quantity === 0 || !TAKEN_BACK_KINDS.some((kind) => kind === entry.kind))
    return refused({ reason: 'not-taken-back' })
  if (lines.some(({ reversedBy }) => reversedBy !== null)) return refused({ reason: 'already-taken-back' })
  for (const { placeId, quantity } of lines) {
    if (placeId === null || quantity <= 0) continue
    const refusal = decideLeaving(await onHandAt(tx, clinicId, lotId, placeId), quantity)
    if (refusal !== null) return refused(refusal)
  }
  const back = { clinicId, lotId, kind: 'reversed', reason, byIdentityId: asIdentity(actor) }
  const backMovementId = movementId === null ? null : uuidv7()
  await tx.stockEntry.createMany({
    data: lines.map(({ id, placeId, quantity }) => ({
      ...{ ...back, placeId, quantity: -quantity, reversesId: id, movementId: backMovementId },
    })),
  })
  return done(
    { lotId },
    { action: 'take-back-stock-entry', entityType: 'Lot', entityId: lotId, detail: { entryId, kind: entry.kind } },
  )
}
