import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type BookRefusal, decideLeaving } from '#domain/lot/stock-book.ts'
import { lockStockLots } from '#features/lot/queries.ts'
import { onHandAt } from './queries.ts'
import type { WriteOff } from './schema.ts'

/** Needles leave the clinic without having been used: thrown away, dropped, given back or destroyed. Of any lot, also a recalled one. */
export const writeOff = async (
  tx: Transaction,
  actor: StaffActor,
  { lotId, placeId, kind, quantity, reason }: WriteOff,
): Promise<Outcome<{ lotId: string }, BookRefusal | { readonly reason: 'not-found' }>> => {
  const { clinicId } = actor
  const [lot] = await lockStockLots(tx, clinicId, [lotId])
  if (lot === undefined) return refused({ reason: 'not-found' })
  const refusal = decideLeaving(await onHandAt(tx, clinicId, lotId, placeId), quantity)
  if (refusal !== null) return refused(refusal)
  const line = { clinicId, lotId, placeId, kind, quantity: -quantity, reason, byIdentityId: asIdentity(actor) }
  await tx.stockEntry.createMany({ data: [line] })
  const detail = { kind, placeId, quantity }
  return done({ lotId }, { action: 'write-off-stock', entityType: 'Lot', entityId: lotId, detail })
}
