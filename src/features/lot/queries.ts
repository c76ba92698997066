import type { Transaction } from '#db/client.ts'
import type { Scan } from '#domain/lot/scan.ts'
import { type LotStatus, nearExpiry, type Product, type StockLot, standingOf } from '#domain/lot/stock.ts'
import type { LotRow, OpenBox, ProductChoice, ScannedLot } from './schema.ts'

/** How long before its last day a lot is shown as near it. */
const WARN_DAYS = 60

export interface When {
  readonly nowMs: number
  readonly zone: string
}

const withProduct = { product: true, lotStock: true } as const

const dateText = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null

type LotWithProduct = Awaited<ReturnType<typeof findLot>>

export const findLot = (tx: Transaction, clinicId: string, id: string) =>
  tx.lot.findUnique({ where: { clinicId_id: { clinicId, id } }, include: withProduct })

/** Needles of a lot wherever they lie. */
const onHandOf = ({ lotStock }: { readonly lotStock: readonly { readonly onHand: number }[] }): number =>
  lotStock.reduce((sum, { onHand }) => sum + onHand, 0)

/** From where needles are used: the visit's room, and who treats there with a bag of their own. */
export interface Whereabouts {
  readonly roomId: string
  readonly practitionerId: string | null
}

type ProductRow = NonNullable<LotWithProduct>['product']

/** Diameter × length, as on the label. */
export const sizeOf = (product: Pick<ProductRow, 'diameterMm' | 'lengthMm'>): string =>
  `${product.diameterMm.toFixed(2)} × ${product.lengthMm.toString()} mm`

/** A needle that was found in a visit has no brand of its own: its name is what stood on the box. */
export const productNameOf = ({ brand, name }: Pick<ProductRow, 'brand' | 'name'>): string => `${brand} ${name}`.trim()

type ListedLot = Omit<NonNullable<LotWithProduct>, 'lotStock'> & {
  readonly lotStock: readonly { readonly onHand: number }[]
}

/** A lot as lists show it. */
export const rowOf = (lot: ListedLot, { nowMs, zone }: When): LotRow => {
  const expiryDate = dateText(lot.expiryDate)
  const expiry = nearExpiry(expiryDate, { nowMs, zone, warnDays: WARN_DAYS })
  return {
    id: lot.id,
    productName: productNameOf(lot.product),
    size: sizeOf(lot.product),
    lotNumber: lot.lotNumber,
    expiryDate,
    expiry: expiry.state,
    daysLeft: expiry.daysLeft,
    status: lot.status as LotStatus,
    received: lot.receivedAt !== null,
    onHand: onHandOf(lot),
    unitsPerBox: lot.product.unitsPerBox,
    unitsPerBlister: lot.product.unitsPerBlister,
  }
}

/** The zone in which the stock's expiry days end. */
export const stockZone = async (tx: Transaction): Promise<string> =>
  (await tx.location.findFirstOrThrow({ orderBy: { id: 'asc' }, select: { timeZone: true } })).timeZone

/** Lots, first-expiring first, before them those of which nobody knows when; a page at a time. */
export const listLots = async (
  tx: Transaction,
  clinicId: string,
  when: When,
  { cursor, limit }: { cursor?: string | null; limit: number },
) => {
  const lots = await tx.lot.findMany({
    where: { clinicId },
    include: withProduct,
    orderBy: [{ expiryDate: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
  const page = lots.slice(0, limit)
  return {
    lots: page.map((lot) => rowOf(lot, when)),
    nextCursor: lots.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** What a label names the article by: an article number of any packing level, or HIBC's labeler and product. */
type ArticleOnLabel = Pick<Scan, 'gtin14' | 'hibc'>

/** The clinic's product that a label names, and how many needles such a pack holds where that is known. */
export const productByLabel = async (
  tx: Transaction,
  clinicId: string,
  { gtin14, hibc }: ArticleOnLabel,
): Promise<(Product & { readonly size: string; readonly units: number | null }) | null> => {
  if (gtin14 !== null) {
    const identifier = await tx.productIdentifier.findUnique({
      where: { clinicId_gtin14: { clinicId, gtin14 } },
      include: { product: true },
    })
    if (identifier === null) return null
    const { product, units, productId } = identifier
    return { productId, name: productNameOf(product), size: sizeOf(product), units }
  }
  if (hibc === null) return null
  const product = await tx.needleProduct.findUnique({
    where: { clinicId_hibc: { clinicId, hibc: hibc.labeler + hibc.product } },
  })
  if (product === null) return null
  // HIBC's level says which pack it is and not what it holds, but for a single one
  const units = hibc.unitOfMeasure === '0' ? 1 : null
  return { productId: product.id, name: productNameOf(product), size: sizeOf(product), units }
}

/** A lot as the stock rules read it, all of it within reach. */
export const stockLotOf = (lot: ListedLot): StockLot => ({
  lotId: lot.id,
  productId: lot.productId,
  productName: productNameOf(lot.product),
  lotNumber: lot.lotNumber,
  expiryDate: dateText(lot.expiryDate),
  status: lot.status as LotStatus,
  received: lot.receivedAt !== null,
  onHand: onHandOf(lot),
  withinReach: onHandOf(lot),
})

/** A product's lot by its printed number, as the stock rules read it. */
export const stockLotByNumber = async (
  tx: Transaction,
  clinicId: string,
  productId: string,
  lotNumber: string,
): Promise<StockLot | null> => {
  const lot = await tx.lot.findUnique({
    where: { clinicId_productId_lotNumber: { clinicId, productId, lotNumber } },
    include: withProduct,
  })
  return lot === null ? null : stockLotOf(lot)
}

/**
 * Lots as the stock rules read them, after locking them in id order against recalls and other uses. What lies in another
 * room or in somebody else's bag is out of reach; without `from` all of it is within reach.
 */
export const lockStockLots = async (
  tx: Transaction,
  clinicId: string,
  lotIds: readonly string[],
  from: Whereabouts | null = null,
): Promise<StockLot[]> => {
  const ids = [...new Set(lotIds)].sort()
  await tx.$queryRaw`SELECT id FROM lot WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  // others wait for the lock: what is read behind it is one statement, and a new one, so that it sees what they wrote
  return tx.$queryRaw<StockLot[]>`
    SELECT l.id AS "lotId", l.product_id AS "productId", btrim(p.brand || ' ' || p.name) AS "productName",
      l.lot_number AS "lotNumber", l.expiry_date::text AS "expiryDate", l.status, l.received_at IS NOT NULL AS received,
      coalesce(s.on_hand, 0)::int AS "onHand", coalesce(s.near, 0)::int AS "withinReach"
    FROM lot l
    JOIN needle_product p ON p.clinic_id = l.clinic_id AND p.id = l.product_id
    LEFT JOIN LATERAL (
      SELECT sum(s.on_hand) AS on_hand, sum(s.on_hand) FILTER (WHERE ${from === null} OR w.kind = 'store'
        OR w.room_id = ${from?.roomId ?? null}::uuid OR w.practitioner_id = ${from?.practitionerId ?? null}::uuid) AS near
      FROM lot_stock s JOIN stock_place w ON w.clinic_id = s.clinic_id AND w.id = s.place_id
      WHERE s.clinic_id = l.clinic_id AND s.lot_id = l.id) s ON true
    WHERE l.clinic_id = ${clinicId}::uuid AND l.id = ANY (${ids}::uuid[])
    ORDER BY l.id`
}

const scannedLotOf = (lot: NonNullable<LotWithProduct>, when: When, alreadyIn: boolean): ScannedLot => ({
  lotId: lot.id,
  productName: productNameOf(lot.product),
  diameterMm: lot.product.diameterMm.toNumber(),
  lengthMm: lot.product.lengthMm.toNumber(),
  lotNumber: lot.lotNumber,
  expiryDate: dateText(lot.expiryDate),
  onHand: onHandOf(lot),
  standing: standingOf(stockLotOf(lot), when),
  alreadyIn,
})

/** Lots scanned for a visit, latest first, each once. */
export const openedLots = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  when: When,
): Promise<ScannedLot[]> => {
  const scans = await tx.lotScan.findMany({
    where: { clinicId, encounterId },
    include: { lot: { include: withProduct } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 50,
  })
  const alreadyIn = new Set(scans.flatMap(({ lotId, deviationId }) => (deviationId === null ? [] : [lotId])))
  return [...new Map(scans.map(({ lot }) => [lot.id, scannedLotOf(lot, when, alreadyIn.has(lot.id))])).values()]
}

/** One lot as a visit that opened it shows it. */
export const openedLot = async (
  tx: Transaction,
  clinicId: string,
  { encounterId, lotId }: { readonly encounterId: string; readonly lotId: string },
  when: When,
): Promise<ScannedLot> => {
  const scans = await tx.lotScan.findMany({
    where: { clinicId, encounterId, lotId },
    include: { lot: { include: withProduct } },
  })
  const [scan] = scans
  if (scan === undefined) throw new Error('A lot that was opened has a scan')
  return scannedLotOf(
    scan.lot,
    when,
    scans.some(({ deviationId }) => deviationId !== null),
  )
}

/** The sizes of needles by their lots. */
export const sizesByLot = async (tx: Transaction, clinicId: string, lotIds: readonly string[]) => {
  const lots = await tx.lot.findMany({
    where: { clinicId, id: { in: [...new Set(lotIds)] } },
    select: { id: true, product: { select: { diameterMm: true, lengthMm: true } } },
  })
  return new Map(lots.map(({ id, product }) => [id, product] as const))
}

/** The clinic's needles to choose from, with the article numbers by which labels name them. */
export const listProducts = async (
  tx: Transaction,
  clinicId: string,
  { cursor, limit }: { cursor?: string | null; limit: number },
): Promise<{ products: ProductChoice[]; nextCursor: string | null }> => {
  const rows = await tx.needleProduct.findMany({
    where: { clinicId },
    include: { productIdentifiers: { select: { gtin14: true }, orderBy: { gtin14: 'asc' } } },
    orderBy: [{ brand: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
  const page = rows.slice(0, limit)
  return {
    products: page.map((product) => ({
      productId: product.id,
      name: productNameOf(product),
      diameterMm: product.diameterMm.toNumber(),
      lengthMm: product.lengthMm.toNumber(),
      gtin14s: product.productIdentifiers.map(({ gtin14 }) => gtin14),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** The scan before this one in a visit, so that a trigger held down counts once. */
export const lastScan = async (tx: Transaction, clinicId: string, encounterId: string) => {
  const scan = await tx.lotScan.findFirst({
    where: { clinicId, encounterId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { raw: true, at: true },
  })
  return scan === null ? null : { raw: scan.raw, atMs: scan.at.getTime() }
}

/** Boxes that are open in a room, one of each size; the latest first. */
export const boxesOpenIn = async (
  tx: Transaction,
  clinicId: string,
  roomId: string,
  when: When,
): Promise<OpenBox[]> => {
  const boxes = await tx.openBox.findMany({
    where: { clinicId, roomId, closedAt: null },
    include: { lot: { include: withProduct }, room: { select: { name: true } } },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: 20,
  })
  return boxes.map(({ id, room, openedAt, lot }) => ({
    openBoxId: id,
    roomName: room.name,
    openedAt: openedAt.toISOString(),
    lot: scannedLotOf(lot, when, false),
  }))
}
