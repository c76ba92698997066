import type { Transaction } from '#db/client.ts'
import { rowOf, type When } from '#features/lot/queries.ts'
import type { Lying, StockPlace } from './schema.ts'

/** Where needles can lie, stores first, with what lies there. A clinic has few places. */
export const stockPlaces = (tx: Transaction, clinicId: string): Promise<StockPlace[]> =>
  tx.$queryRaw<StockPlace[]>`
    SELECT p.id, p.kind, coalesce(p.name, r.name, t.name) AS name, p.active, p.version,
      count(s.lot_id) FILTER (WHERE s.on_hand > 0)::int AS lots, coalesce(sum(s.on_hand), 0)::int AS needles
    FROM stock_place p
    LEFT JOIN room r ON r.clinic_id = p.clinic_id AND r.id = p.room_id
    LEFT JOIN practitioner t ON t.clinic_id = p.clinic_id AND t.id = p.practitioner_id
    LEFT JOIN lot_stock s ON s.clinic_id = p.clinic_id AND s.place_id = p.id
    WHERE p.clinic_id = ${clinicId}::uuid AND p.active AND coalesce(r.active, true) OR p.clinic_id = ${clinicId}::uuid AND s.on_hand > 0
    GROUP BY p.clinic_id, p.id, r.name, t.name
    ORDER BY array_position(ARRAY['store', 'room', 'bag'], p.kind), 3 NULLS FIRST, p.id
    LIMIT 500`

/** What lies in one place, first-expiring first, before it what nobody knows the last day of; a page at a time; null for a place of nobody here. */
export const lyingIn = async (
  tx: Transaction,
  clinicId: string,
  placeId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  when: When,
): Promise<Lying | null> => {
  if ((await tx.stockPlace.count({ where: { clinicId, id: placeId } })) === 0) return null
  const rows = await tx.lotStock.findMany({
    where: { clinicId, placeId, onHand: { gt: 0 } },
    include: { lot: { include: { product: true } } },
    orderBy: [{ lot: { expiryDate: { sort: 'asc', nulls: 'first' } } }, { lotId: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  return {
    lots: rows.slice(0, limit).map(({ lot, ...stock }) => rowOf({ ...lot, lotStock: [stock] }, when)),
    nextOffset: rows.length > limit ? offset + limit : null,
  }
}

/** A place of the clinic's that is in use, for a command. */
export const placeOf = async (tx: Transaction, clinicId: string, id: string) => {
  const place = await tx.stockPlace.findUnique({ where: { clinicId_id: { clinicId, id } } })
  return place === null || !place.active ? null : { ...place, kind: place.kind as StockPlace['kind'] }
}

/** How many needles of a lot lie in a place, behind the lot's lock. */
export const onHandAt = async (tx: Transaction, clinicId: string, lotId: string, placeId: string): Promise<number> =>
  (
    await tx.lotStock.findUnique({
      where: { clinicId_lotId_placeId: { clinicId, lotId, placeId } },
      select: { onHand: true },
    })
  )?.onHand ?? 0
