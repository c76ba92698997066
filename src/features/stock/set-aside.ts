import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type BookRefusal, decideRelease, decideSettingAside } from '#domain/lot/stock-book.ts'
import { lockStockLots, type When } from '#features/lot/queries.ts'

interface Change {
  readonly lotId: string
  readonly kind: 'quarantined' | 'released'
  readonly reason: string
}

/** Sets a whole lot aside, wherever its boxes lie, or says that it may be used again. The book's line is what does it. */
export const setAside = async (
  tx: Transaction,
  actor: StaffActor,
  { lotId, kind, reason }: Change,
  when: When,
): Promise<Outcome<{ lotId: string }, BookRefusal | { readonly reason: 'not-found' }>> => {
  const { clinicId } = actor
  const [lot] = await lockStockLots(tx, clinicId, [lotId])
  if (lot === undefined) return refused({ reason: 'not-found' })
  const refusal = kind === 'quarantined' ? decideSettingAside(lot) : decideRelease(lot, when)
  if (refusal !== null) return refused(refusal)
  await tx.stockEntry.createMany({
    data: [{ clinicId, lotId, kind, quantity: 0, reason, byIdentityId: asIdentity(actor) }],
  })
  const action = kind === 'quarantined' ? 'set-lot-aside' : 'release-lot'
  return done({ lotId }, { action, entityType: 'Lot', entityId: lotId })
}
