import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { uuidv7 } from '#lib/ids.ts'

/** A practitioner gets a bag for home visits: a place of its own in the book. */
export const addBag = async (
  tx: Transaction,
  { clinicId }: StaffActor,
  { practitionerId }: { readonly practitionerId: string },
): Promise<Outcome<{ placeId: string }, { readonly reason: 'not-found' | 'has-a-bag' }>> => {
  const there = await tx.practitioner.count({ where: { clinicId, id: practitionerId, active: true } })
  if (there === 0) return refused({ reason: 'not-found' })
  const placeId = uuidv7()
  const { count } = await tx.stockPlace.createMany({
    data: { clinicId, id: placeId, kind: 'bag', practitionerId },
    skipDuplicates: true,
  })
  if (count === 0) return refused({ reason: 'has-a-bag' })
  return done({ placeId }, { action: 'add-bag', entityType: 'StockPlace', entityId: placeId })
}
