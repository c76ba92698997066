import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type BookRefusal, countDifference } from '#domain/lot/stock-book.ts'
import { lockStockLots } from '#features/lot/queries.ts'
import { onHandAt, placeOf } from './queries.ts'
import type { StockTake } from './schema.ts'

/**
 * Writes down what was counted in a place: for each lot a line with the difference to what the book said then, and the
 * reason where there is one. A lot that was counted as the book has it has a line of no needle: it was counted, and by whom.
 */
export const countStock = async (
  tx: Transaction,
  actor: StaffActor,
  { placeId, lines, reason }: StockTake,
): Promise<
  Outcome<
    { counted: number; different: number },
    BookRefusal | { readonly reason: 'not-found' | 'counted-twice' | 'reason-missing' }
  >
> => {
  const { clinicId } = actor
  const lotIds = lines.map(({ lotId }) => lotId)
  if (new Set(lotIds).size < lotIds.length) return refused({ reason: 'counted-twice' })
  const place = await placeOf(tx, clinicId, placeId)
  const lots = await lockStockLots(tx, clinicId, lotIds)
  if (place === null || lots.length < lotIds.length) return refused({ reason: 'not-found' })
  const found: { lotId: string; quantity: number }[] = []
  for (const { lotId, seen, counted } of lines) {
    const onHand = await onHandAt(tx, clinicId, lotId, placeId)
    const quantity = countDifference({ onHand, seen, counted })
    if (quantity === null) return refused({ reason: 'counted-meanwhile', onHand })
    found.push({ lotId, quantity })
  }
  const different = found.filter(({ quantity }) => quantity !== 0).length
  if (different > 0 && reason === null) return refused({ reason: 'reason-missing' })
  const line = { clinicId, placeId, kind: 'counted', byIdentityId: asIdentity(actor) }
  await tx.stockEntry.createMany({
    data: found.map((one) => ({ ...line, ...one, reason: one.quantity === 0 ? null : reason })),
  })
  const answer = { counted: lines.length, different }
  return done(answer, { action: 'count-stock', entityType: 'StockPlace', entityId: placeId, detail: answer })
}
