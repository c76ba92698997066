import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { uuidv7 } from '#lib/ids.ts'

export interface Movement {
  readonly lotId: string
  readonly fromPlaceId: string
  readonly toPlaceId: string
  readonly quantity: number
}

/** Writes into the book that needles went from one place to another. The caller holds the lot's lock and has decided. */
export const recordMovement = async (
  tx: Transaction,
  actor: StaffActor,
  kind: 'moved' | 'opened',
  { lotId, fromPlaceId, toPlaceId, quantity }: Movement,
): Promise<void> => {
  const line = { clinicId: actor.clinicId, lotId, kind, movementId: uuidv7(), byIdentityId: asIdentity(actor) }
  await tx.stockEntry.createMany({
    data: [
      { ...line, placeId: fromPlaceId, quantity: -quantity },
      { ...line, placeId: toPlaceId, quantity },
    ],
  })
}

/**
 * Carries a box that is opened in a room there from a store: as many needles as the box holds, or what the store has. None
 * when some of the lot are in the room already, or when no store has any. `units` are what its label stands for, null when
 * nobody read one.
 */
export const carryBoxInto = async (
  tx: Transaction,
  actor: StaffActor,
  { roomId, lotId, units }: { readonly roomId: string; readonly lotId: string; readonly units: number | null },
): Promise<{ readonly needles: number }> => {
  const { clinicId } = actor
  const [box] = await tx.$queryRaw<{ fromPlaceId: string; toPlaceId: string; quantity: number }[]>`
    SELECT s.place_id AS "fromPlaceId", room.id AS "toPlaceId",
      least(s.on_hand, ${units}::int, p.units_per_box)::int AS quantity
    FROM lot_stock s
    JOIN stock_place store ON store.clinic_id = s.clinic_id AND store.id = s.place_id AND store.kind = 'store'
    JOIN stock_place room ON room.clinic_id = s.clinic_id AND room.room_id = ${roomId}::uuid
    JOIN lot l ON l.clinic_id = s.clinic_id AND l.id = s.lot_id
    JOIN needle_product p ON p.clinic_id = l.clinic_id AND p.id = l.product_id
    WHERE s.clinic_id = ${clinicId}::uuid AND s.lot_id = ${lotId}::uuid AND s.on_hand > 0
      AND NOT EXISTS (SELECT FROM lot_stock there
        WHERE there.clinic_id = s.clinic_id AND there.lot_id = s.lot_id AND there.place_id = room.id AND there.on_hand > 0)
    ORDER BY s.on_hand DESC, s.place_id LIMIT 1`
  if (box === undefined) return { needles: 0 }
  await recordMovement(tx, actor, 'opened', { lotId, ...box })
  return { needles: box.quantity }
}
