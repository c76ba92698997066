import type { Transaction } from '#db/client.ts'
import { type StockLot, usability } from '#domain/lot/stock.ts'
import { firstExpiring, signsOf } from '#domain/lot/stock-book.ts'
import { rowOf, stockLotOf, type When } from '#features/lot/queries.ts'
import type { Suggestions, WatchList } from './schema.ts'

/** Half a year without a needle used, opened or received. */
const DEAD_AFTER_DAYS = 180
/** More lots on hand than a clinic has. */
const MOST = 1000
const DAY_MS = 86_400_000

const onHandLots = (tx: Transaction, clinicId: string) =>
  tx.lot.findMany({
    where: { clinicId, lotStock: { some: { onHand: { gt: 0 } } } },
    include: { product: true, lotStock: { include: { place: { select: { kind: true, roomId: true } } } } },
    orderBy: [{ expiryDate: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take: MOST,
  })

const keptAt = async (tx: Transaction, clinicId: string): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx.$queryRaw<{ lotId: string; atMs: number }[]>`
    SELECT s.lot_id AS "lotId", (extract(epoch FROM e.at) * 1000)::float8 AS "atMs"
    FROM (SELECT DISTINCT lot_id FROM lot_stock WHERE clinic_id = ${clinicId}::uuid AND on_hand > 0) s
    CROSS JOIN LATERAL (SELECT at FROM stock_entry e WHERE e.clinic_id = ${clinicId}::uuid AND e.lot_id = s.lot_id
      AND e.kind IN ('used', 'opened', 'received') ORDER BY at DESC LIMIT 1) e`
  return new Map(rows.map(({ lotId, atMs }) => [lotId, atMs]))
}

/** What runs low, expires soon, has expired, is set aside or lies about unused. */
export const watchStock = async (tx: Transaction, clinicId: string, when: When): Promise<WatchList> => {
  const lots = await onHandLots(tx, clinicId)
  const kept = await keptAt(tx, clinicId)
  const usable = new Map<string, number>()
  for (const lot of lots) {
    const stock = stockLotOf(lot)
    if (usability(stock, { quantity: 1, ...when }).ok)
      usable.set(lot.productId, (usable.get(lot.productId) ?? 0) + stock.onHand)
  }
  const products = await tx.needleProduct.findMany({
    where: { clinicId, active: true },
    orderBy: [{ brand: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    take: MOST,
  })
  return {
    products: products.map((product) => {
      const left = usable.get(product.id) ?? 0
      return {
        productId: product.id,
        name: `${product.brand} ${product.name}`.trim(),
        size: `${product.diameterMm.toFixed(2)} × ${product.lengthMm.toString()} mm`,
        ...{ usable: left, below: product.reorderBelow },
        low: product.reorderBelow !== null && left < product.reorderBelow,
      }
    }),
    lots: lots.flatMap((lot) => {
      const row = rowOf(lot, when)
      const idleDays = Math.max(0, Math.floor((when.nowMs - (kept.get(lot.id) ?? when.nowMs)) / DAY_MS))
      const signs = signsOf({ ...row, idleDays }, { deadAfterDays: DEAD_AFTER_DAYS })
      return signs.length === 0 ? [] : [{ lot: row, signs: [...signs], idleDays }]
    }),
  }
}

/** For a room, by size: the box that is open there, and which of the lots within reach to open next. */
export const suggestFor = async (
  tx: Transaction,
  clinicId: string,
  roomId: string,
  when: When,
): Promise<Suggestions['sizes']> => {
  const lots = await onHandLots(tx, clinicId)
  const open = await tx.openBox.findMany({ where: { clinicId, roomId, closedAt: null }, select: { lotId: true } })
  const isOpen = new Set(open.map(({ lotId }) => lotId))
  const sizes = new Map<string, { readonly open: StockLot[]; readonly closed: StockLot[] }>()
  for (const lot of lots) {
    const lotStock = lot.lotStock.filter(({ place }) => place.kind === 'store' || place.roomId === roomId)
    const stock = stockLotOf({ ...lot, lotStock })
    const { size } = rowOf(lot, when)
    const of = sizes.get(size) ?? { open: [], closed: [] }
    sizes.set(size, of)
    ;(isOpen.has(lot.id) ? of.open : of.closed).push(stock)
  }
  return [...sizes].map(([size, of]) => {
    const [inUse] = of.open
    const [next] = firstExpiring(of.closed, when)
    return {
      size,
      open: inUse === undefined ? null : nameOf(inUse),
      next: next === undefined ? null : { ...nameOf(next), expiryDate: next.expiryDate },
    }
  })
}

const nameOf = ({ lotId: id, lotNumber, productName, onHand }: StockLot) => ({ id, lotNumber, productName, onHand })
