import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Actor, StaffActor } from '#domain/actor.ts'
import { judgeUse, totalsByLot, type UseDeviation } from '#domain/lot/stock.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { carryBoxInto } from '#features/stock/records.ts'
import { lockStockLots, type When, type Whereabouts } from './queries.ts'

export interface LotLine {
  readonly lotId: string
  readonly quantity: number
}

/**
 * Writes down that needles of these lots were opened for a visit. It has happened, so it is always saved; what it
 * broke (recalled, expired, not in the book) is saved with it as a deviation (Z1). The use of each lot, by lot; null when
 * a lot is not the clinic's.
 */
export const recordLotUse = async (
  tx: Transaction,
  actor: Actor,
  visit: Whereabouts & { readonly id: string; readonly zone: string },
  use: {
    readonly lines: readonly LotLine[]
    readonly usedAtMs: number
    /** They left the box and did not go in: they reached nobody. */
    readonly unused?: true
  },
): Promise<ReadonlyMap<string, string> | null> => {
  const totals = totalsByLot(use.lines)
  const lots = await lockStockLots(tx, actor.clinicId, [...totals.keys()], visit)
  if (lots.length !== totals.size) return null
  const useIds = new Map<string, string>()
  for (const lot of lots) {
    const quantity = totals.get(lot.lotId) ?? 0
    if (quantity === 0) continue
    const { deviations } = judgeUse(lot, { quantity, usedAtMs: use.usedAtMs, zone: visit.zone })
    const deviationId =
      deviations.length === 0 ? null : await recordDeviation(tx, actor, visit.id, lot.lotId, deviations)
    const { id } = await tx.lotUse.create({
      data: {
        clinicId: actor.clinicId,
        encounterId: visit.id,
        lotId: lot.lotId,
        quantity,
        deviationId,
        unused: use.unused ?? false,
        byIdentityId: asIdentity(actor),
        usedAt: new Date(use.usedAtMs),
      },
      select: { id: true },
    })
    useIds.set(lot.lotId, id)
  }
  return useIds
}

/** Writes down which rules needles of a lot broke in a visit; `said` is what stood on the box, where somebody read it. */
export const recordDeviation = async (
  tx: Transaction,
  actor: Actor,
  encounterId: string,
  lotId: string,
  deviations: readonly UseDeviation[],
  said: { readonly expiryDate: string | null } | null = null,
): Promise<string> => {
  const [gravest] = deviations
  const { id } = await tx.deviation.create({
    data: {
      clinicId: actor.clinicId,
      kind: gravest?.kind ?? 'lot-short',
      encounterId,
      lotId,
      byIdentityId: asIdentity(actor),
      detail: { broke: deviations.map(({ kind, shortBy }) => ({ kind, shortBy: shortBy ?? null })), said },
    },
  })
  return id
}

/**
 * Says that a box is the room's open one of its size. Whichever was before is not any more, so that nobody confirms a box
 * that was swapped (Z8); what is left of it stays in the room. Its needles come out of a store with it, unless some of the
 * lot are in the room already. The caller holds the lot's lock.
 */
export const keepBoxOpen = async (
  tx: Transaction,
  actor: StaffActor,
  { roomId, lotId, units }: { readonly roomId: string; readonly lotId: string; readonly units: number | null },
  { nowMs, zone }: When,
): Promise<{ readonly needles: number }> => {
  const { clinicId } = actor
  const today = localDateOf(nowMs, zone)
  // one after the other: two boxes of one size opened at once do not both stay open
  await tx.$queryRaw`SELECT id FROM stock_place WHERE clinic_id = ${clinicId}::uuid AND room_id = ${roomId}::uuid FOR UPDATE`
  await tx.$executeRaw`
    UPDATE open_box b SET closed_at = ${new Date(nowMs)}
    FROM lot was JOIN needle_product old ON old.clinic_id = was.clinic_id AND old.id = was.product_id
    JOIN needle_product new ON new.clinic_id = old.clinic_id AND new.diameter_mm = old.diameter_mm AND new.length_mm = old.length_mm
    JOIN lot now ON now.clinic_id = new.clinic_id AND now.product_id = new.id
    WHERE b.clinic_id = ${clinicId}::uuid AND b.room_id = ${roomId}::uuid AND b.closed_at IS NULL
      AND was.clinic_id = b.clinic_id AND was.id = b.lot_id AND now.id = ${lotId}::uuid AND was.id <> now.id`
  await tx.$executeRaw`
    INSERT INTO open_box (clinic_id, room_id, lot_id, on_date, opened_by_identity_id, opened_at)
    VALUES (${clinicId}::uuid, ${roomId}::uuid, ${lotId}::uuid, ${today}::date, ${asIdentity(actor)}, ${new Date(nowMs)})
    ON CONFLICT DO NOTHING`
  return carryBoxInto(tx, actor, { roomId, lotId, units })
}
