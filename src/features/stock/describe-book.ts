import type { Transaction } from '#db/client.ts'
import { findLot, rowOf, type When } from '#features/lot/queries.ts'
import { type BookLine, type LotBook, type StockPlace, TAKEN_BACK_KINDS } from './schema.ts'

interface Page {
  readonly limit: number
  readonly offset: number
}

/** The lines of a lot, the latest first. */
const linesOf = (tx: Transaction, clinicId: string, lotId: string, { limit, offset }: Page) =>
  tx.$queryRaw<(Omit<BookLine, 'place' | 'at' | 'mayTakeBack'> & PlaceColumns & { readonly atMs: number })[]>`
    SELECT e.id, e.kind, e.quantity, e.reason, m.name AS "byName", (extract(epoch FROM e.at) * 1000)::float8 AS "atMs",
      p.kind AS "placeKind", coalesce(p.name, r.name, t.name) AS "placeName",
      EXISTS (SELECT FROM stock_entry b WHERE b.clinic_id = e.clinic_id AND b.reverses_id = e.id) AS "takenBack"
    FROM stock_entry e
    LEFT JOIN stock_place p ON p.clinic_id = e.clinic_id AND p.id = e.place_id
    LEFT JOIN room r ON r.clinic_id = p.clinic_id AND r.id = p.room_id
    LEFT JOIN practitioner t ON t.clinic_id = p.clinic_id AND t.id = p.practitioner_id
    LEFT JOIN membership m ON m.clinic_id = e.clinic_id AND m.identity_id = e.by_identity_id
    WHERE e.clinic_id = ${clinicId}::uuid AND e.lot_id = ${lotId}::uuid
    ORDER BY e.at DESC, e.id DESC LIMIT ${limit + 1} OFFSET ${offset}`

interface PlaceColumns {
  readonly placeKind: StockPlace['kind'] | null
  readonly placeName: string | null
}

/** Where a lot lies, and in which of the rooms it is the open box. */
const whereIs = (tx: Transaction, clinicId: string, lotId: string) =>
  tx.$queryRaw<LotBook['places']>`
    SELECT p.id, p.kind, coalesce(p.name, r.name, t.name) AS name, s.on_hand AS "onHand",
      EXISTS (SELECT FROM open_box b WHERE b.clinic_id = s.clinic_id AND b.room_id = p.room_id AND b.lot_id = s.lot_id
        AND b.closed_at IS NULL) AS open
    FROM lot_stock s
    JOIN stock_place p ON p.clinic_id = s.clinic_id AND p.id = s.place_id
    LEFT JOIN room r ON r.clinic_id = p.clinic_id AND r.id = p.room_id
    LEFT JOIN practitioner t ON t.clinic_id = p.clinic_id AND t.id = p.practitioner_id
    WHERE s.clinic_id = ${clinicId}::uuid AND s.lot_id = ${lotId}::uuid AND s.on_hand > 0
    ORDER BY array_position(ARRAY['store', 'room', 'bag'], p.kind), 3 NULLS FIRST, p.id LIMIT 500`

const dateText = (date: Date): string => date.toISOString().slice(0, 10)

const correctionsOf = async (tx: Transaction, clinicId: string, lotId: string) =>
  (
    await tx.lotExpiryCorrection.findMany({
      where: { clinicId, lotId },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: 50,
    })
  ).map(({ was, correctedTo, reason, byName, at }) => ({
    was: was === null ? null : dateText(was),
    correctedTo: dateText(correctedTo),
    ...{ reason, byName, at: at.toISOString() },
  }))

/** Whether the book agrees for a lot: what is on hand is the sum of its lines in every place, and its state what they last say. */
const addsUp = async (tx: Transaction, clinicId: string, lotId: string): Promise<boolean> => {
  const [fault] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM stock_book_fault WHERE clinic_id = ${clinicId}::uuid AND lot_id = ${lotId}::uuid
    UNION ALL SELECT 1 FROM lot_status_fault WHERE clinic_id = ${clinicId}::uuid AND lot_id = ${lotId}::uuid LIMIT 1`
  return fault === undefined
}

/** A lot with where it lies and every line of its book, a page at a time; null when the clinic has no such lot. */
export const lotBook = async (
  tx: Transaction,
  clinicId: string,
  lotId: string,
  page: Page,
  when: When,
): Promise<LotBook | null> => {
  const lot = await findLot(tx, clinicId, lotId)
  if (lot === null) return null
  const rows = await linesOf(tx, clinicId, lotId, page)
  return {
    lot: rowOf(lot, when),
    productId: lot.productId,
    places: await whereIs(tx, clinicId, lotId),
    agrees: await addsUp(tx, clinicId, lotId),
    corrections: await correctionsOf(tx, clinicId, lotId),
    lines: rows.slice(0, page.limit).map(({ placeKind, placeName, atMs, ...line }) => ({
      ...line,
      place: placeKind === null ? null : { kind: placeKind, name: placeName },
      at: new Date(atMs).toISOString(),
      mayTakeBack: !line.takenBack && line.quantity !== 0 && TAKEN_BACK_KINDS.some((kind) => kind === line.kind),
    })),
    nextOffset: rows.length > page.limit ? page.offset + page.limit : null,
  }
}
