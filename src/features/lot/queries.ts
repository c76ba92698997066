import type { Transaction } from '#db/client.ts'
import { type LotStatus, nearExpiry, type Product, type StockLot } from '#domain/lot/stock.ts'
import type { LotRow, ReachedPerson, ScannedLot } from './schema.ts'

/** How long before its last day a lot is shown as near it. */
const WARN_DAYS = 60

export interface When {
  readonly nowMs: number
  readonly zone: string
}

const withProduct = { product: true, lotStock: true } as const

const dateText = (date: Date): string => date.toISOString().slice(0, 10)

type LotWithProduct = Awaited<ReturnType<typeof findLot>>

const findLot = (tx: Transaction, clinicId: string, id: string) =>
  tx.lot.findUnique({ where: { clinicId_id: { clinicId, id } }, include: withProduct })

type ProductRow = NonNullable<LotWithProduct>['product']

const sizeOf = (product: ProductRow): string => `${product.diameterMm.toFixed(2)} × ${product.lengthMm.toString()} mm`

const productNameOf = (product: ProductRow): string => `${product.brand} ${product.name}`

const rowOf = (lot: NonNullable<LotWithProduct>, { nowMs, zone }: When): LotRow => {
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
    onHand: lot.lotStock?.onHand ?? 0,
  }
}

/** The zone in which the stock's expiry days end. */
export const stockZone = async (tx: Transaction): Promise<string> =>
  (await tx.location.findFirstOrThrow({ orderBy: { id: 'asc' }, select: { timeZone: true } })).timeZone

/** Lots, first-expiring first, a page at a time. */
export const listLots = async (
  tx: Transaction,
  clinicId: string,
  when: When,
  { cursor, limit }: { cursor?: string | null; limit: number },
) => {
  const lots = await tx.lot.findMany({
    where: { clinicId },
    include: withProduct,
    orderBy: [{ expiryDate: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
  const page = lots.slice(0, limit)
  return {
    lots: page.map((lot) => rowOf(lot, when)),
    nextCursor: lots.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** One lot with its recalls and everyone its needles reached, newest use first; null when the clinic has no such lot. */
export const traceLot = async (
  tx: Transaction,
  clinicId: string,
  lotId: string,
  when: When,
  { cursor, limit }: { cursor?: string | null; limit: number },
) => {
  const lot = await findLot(tx, clinicId, lotId)
  if (lot === null) return null
  const recalls = await tx.recallLot.findMany({ where: { clinicId, lotId }, include: { recall: true } })
  const [counted] = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT e.patient_id)::int AS people FROM lot_use u
    JOIN encounter e ON e.clinic_id = u.clinic_id AND e.id = u.encounter_id AND e.status <> 'entered-in-error'
    WHERE u.clinic_id = ${clinicId}::uuid AND u.lot_id = ${lotId}::uuid`
  const uses = await tx.lotUse.findMany({
    where: { clinicId, lotId, encounter: { status: { not: 'entered-in-error' } } },
    include: {
      encounter: {
        select: {
          patient: { select: { id: true, name: true, birthDate: true, phone: true, email: true } },
          practitioner: { select: { name: true } },
        },
      },
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor && { cursor: { clinicId_id: { clinicId, id: cursor } }, skip: 1 }),
  })
  const page = uses.slice(0, limit)
  return {
    lot: rowOf(lot, when),
    recalls: recalls.map(({ recall }) => ({
      id: recall.id,
      reason: recall.reason,
      reference: recall.reference,
      openedAt: recall.openedAt.toISOString(),
    })),
    peopleReached: counted?.people ?? 0,
    uses: page.map(
      ({ id, encounter: { patient, practitioner }, usedAt, quantity, deviationId }): ReachedPerson => ({
        lotUseId: id,
        patientId: patient.id,
        name: patient.name,
        birthDate: patient.birthDate === null ? null : dateText(patient.birthDate),
        phone: patient.phone,
        email: patient.email,
        usedAt: usedAt.toISOString(),
        practitionerName: practitioner.name,
        needles: quantity,
        deviation: deviationId !== null,
      }),
    ),
    nextCursor: uses.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** The clinic's product with an article number of any packing level. */
export const productByGtin = async (tx: Transaction, clinicId: string, gtin14: string): Promise<Product | null> => {
  const identifier = await tx.productIdentifier.findUnique({
    where: { clinicId_gtin14: { clinicId, gtin14 } },
    include: { product: true },
  })
  if (identifier === null) return null
  return { productId: identifier.productId, name: productNameOf(identifier.product) }
}

const stockLotOf = (lot: NonNullable<LotWithProduct>): StockLot => ({
  lotId: lot.id,
  productId: lot.productId,
  productName: productNameOf(lot.product),
  lotNumber: lot.lotNumber,
  expiryDate: dateText(lot.expiryDate),
  status: lot.status as LotStatus,
  onHand: lot.lotStock?.onHand ?? 0,
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

/** Lots as the stock rules read them, after locking them in id order against recalls and other uses. */
export const lockStockLots = async (
  tx: Transaction,
  clinicId: string,
  lotIds: readonly string[],
): Promise<StockLot[]> => {
  const ids = [...new Set(lotIds)].sort()
  await tx.$queryRaw`SELECT id FROM lot WHERE clinic_id = ${clinicId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const lots = await tx.lot.findMany({ where: { clinicId, id: { in: ids } }, include: withProduct })
  return lots.map(stockLotOf)
}

const scannedLotOf = (lot: NonNullable<LotWithProduct>): ScannedLot => ({
  lotId: lot.id,
  productName: productNameOf(lot.product),
  diameterMm: lot.product.diameterMm.toNumber(),
  lengthMm: lot.product.lengthMm.toNumber(),
  lotNumber: lot.lotNumber,
  expiryDate: dateText(lot.expiryDate),
  onHand: lot.lotStock?.onHand ?? 0,
})

/** One lot as a visit that opened it shows it. */
export const openedLot = async (tx: Transaction, clinicId: string, lotId: string): Promise<ScannedLot> =>
  scannedLotOf(
    await tx.lot.findUniqueOrThrow({ where: { clinicId_id: { clinicId, id: lotId } }, include: withProduct }),
  )

/** Lots scanned for a visit, latest first, each once. */
export const openedLots = async (tx: Transaction, clinicId: string, encounterId: string): Promise<ScannedLot[]> => {
  const scans = await tx.lotScan.findMany({
    where: { clinicId, encounterId },
    include: { lot: { include: withProduct } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 50,
  })
  return [...new Map(scans.map(({ lot }) => [lot.id, scannedLotOf(lot)])).values()]
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
