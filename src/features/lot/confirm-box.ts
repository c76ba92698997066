import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type LotRefusal, usability } from '#domain/lot/stock.ts'
import { lockStockLots, openedLot } from './queries.ts'
import type { ScannedLot } from './schema.ts'

export type ConfirmBoxRefusal = LotRefusal | { readonly reason: 'not-open' }

interface OpenVisit {
  readonly id: string
  readonly patientId: string
  readonly roomId: string
  readonly practitionerId: string
  readonly zone: string
}

/**
 * Takes the box that is open in this room for this visit: somebody has looked at it and said that it is the one in
 * their hand (Z8). A plan like a scan: one that was swapped, or has been recalled or run out since, is refused.
 */
export const confirmBox = async (
  tx: Transaction,
  actor: StaffActor,
  encounter: OpenVisit,
  openBoxId: string,
  nowMs: number,
): Promise<Outcome<ScannedLot, ConfirmBoxRefusal>> => {
  const { clinicId } = actor
  const when = { nowMs, zone: encounter.zone }
  const box = await tx.openBox.findFirst({
    where: { clinicId, id: openBoxId, roomId: encounter.roomId, closedAt: null },
    select: { lotId: true },
  })
  if (box === null) return refused({ reason: 'not-open' })
  const { lotId } = box
  const [lot] = await lockStockLots(tx, clinicId, [lotId], encounter)
  if (lot === undefined) return refused({ reason: 'not-open' })
  const usable = usability(lot, { quantity: 1, ...when })
  if (!usable.ok) return refused(usable)
  await tx.lotScan.create({
    data: { clinicId, encounterId: encounter.id, lotId, raw: '', openBoxId, byIdentityId: asIdentity(actor) },
  })
  return done(await openedLot(tx, clinicId, { encounterId: encounter.id, lotId }, when), {
    action: 'confirm-box',
    entityType: 'Lot',
    entityId: lotId,
    patientId: encounter.patientId,
    detail: { encounterId: encounter.id, openBoxId },
  })
}
