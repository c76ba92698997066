import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { usability } from '#domain/lot/stock.ts'
import type { BookRefusal } from '#domain/lot/stock-book.ts'
import { lockStockLots, type When } from '#features/lot/queries.ts'
import { keepBoxOpen } from '#features/lot/records.ts'
import { placeOf } from './queries.ts'

/**
 * Opens a box in a room, before anybody is treated there: it is the room's box of its size until another is opened. A
 * plan: what is expired, set aside, recalled, empty or elsewhere is refused.
 */
export const openBox = async (
  tx: Transaction,
  actor: StaffActor,
  { lotId, placeId }: { readonly lotId: string; readonly placeId: string },
  when: When,
): Promise<Outcome<{ needles: number }, BookRefusal | { readonly reason: 'not-found' | 'no-room' }>> => {
  const { clinicId } = actor
  const place = await placeOf(tx, clinicId, placeId)
  if (place === null) return refused({ reason: 'not-found' })
  if (place.roomId === null) return refused({ reason: 'no-room' })
  const from = { roomId: place.roomId, practitionerId: null }
  const [lot] = await lockStockLots(tx, clinicId, [lotId], from)
  if (lot === undefined) return refused({ reason: 'not-found' })
  const usable = usability(lot, { quantity: 1, ...when })
  if (!usable.ok) return refused(usable)
  const opened = await keepBoxOpen(tx, actor, { roomId: place.roomId, lotId, units: null }, when)
  return done(opened, { action: 'open-box', entityType: 'Lot', entityId: lotId, detail: { placeId } })
}
