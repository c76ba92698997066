import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type BookRefusal, decideMove } from '#domain/lot/stock-book.ts'
import { lockStockLots, type When } from '#features/lot/queries.ts'
import { onHandAt, placeOf } from './queries.ts'
import { type Movement, recordMovement } from './records.ts'

export type MoveRefusal = BookRefusal | { readonly reason: 'not-found' }

/** Needles are carried from one place to another. */
export const moveStock = async (
  tx: Transaction,
  actor: StaffActor,
  movement: Movement,
  when: When,
): Promise<Outcome<{ lotId: string }, MoveRefusal>> => {
  const { clinicId } = actor
  const { lotId, fromPlaceId, toPlaceId, quantity } = movement
  const to = await placeOf(tx, clinicId, toPlaceId)
  const [lot] = await lockStockLots(tx, clinicId, [lotId])
  if (lot === undefined || to === null) return refused({ reason: 'not-found' })
  const onHandThere = await onHandAt(tx, clinicId, lotId, fromPlaceId)
  const refusal = decideMove(lot, { fromPlaceId, toPlaceId, toKind: to.kind, onHandThere, quantity }, when)
  if (refusal !== null) return refused(refusal)
  await recordMovement(tx, actor, 'moved', movement)
  return done(
    { lotId },
    { action: 'move-stock', entityType: 'Lot', entityId: lotId, detail: { fromPlaceId, toPlaceId, quantity } },
  )
}
