import type { Transaction } from '#db/client.ts'
import type { KnownNeedle, PackLevel } from '#domain/lot/product.ts'
import { productNameOf, sizeOf } from '#features/lot/queries.ts'
import type { LabelFacts, ProductRow, ProductToSave } from './schema.ts'

const withNumbers = { productIdentifiers: { orderBy: { units: 'asc' } } } as const

type Stored = NonNullable<Awaited<ReturnType<typeof findProduct>>>

const findProduct = (tx: Transaction, clinicId: string, id: string) =>
  tx.needleProduct.findUnique({ where: { clinicId_id: { clinicId, id } }, include: withNumbers })

const rowOf = (product: Stored): ProductRow => ({
  ...product,
  size: sizeOf(product),
  diameterMm: product.diameterMm.toNumber(),
  lengthMm: product.lengthMm.toNumber(),
  sterileMethod: product.sterileMethod as ProductRow['sterileMethod'],
  numbers: product.productIdentifiers.map(({ gtin14, level, units }) => ({
    gtin: gtin14,
    level: level as PackLevel,
    units,
  })),
})

/** The clinic's needles, those in use first. */
export const listProducts = async (
  tx: Transaction,
  clinicId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => {
  const rows = await tx.needleProduct.findMany({
    where: { clinicId },
    include: withNumbers,
    orderBy: [{ active: 'desc' }, { brand: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    skip: offset,
  })
  return { products: rows.slice(0, limit).map(rowOf), nextOffset: rows.length > limit ? offset + limit : null }
}

/** Whoever writes down needles does it one after the other, so that each sees those before. */
export const lockProducts = async (
  tx: Transaction,
  clinicId: string,
  id: string | null,
): Promise<ProductRow | null> => {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${clinicId} needles`}, 0))::text`
  if (id === null) return null
  await tx.$queryRaw`SELECT 1 FROM needle_product WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`
  const product = await findProduct(tx, clinicId, id)
  return product === null ? null : rowOf(product)
}

const MOST_ALIKE = 200

/** The needles that one may be mistaken for: of its size, with its reference, or with a number of its own. */
export const needlesLike = async (
  tx: Transaction,
  clinicId: string,
  {
    id,
    wanted,
    gtin14s,
  }: { readonly id: string | null; readonly wanted: ProductToSave; readonly gtin14s: readonly string[] },
): Promise<KnownNeedle[]> => {
  const rows = await tx.needleProduct.findMany({
    where: {
      clinicId,
      ...(id === null ? {} : { id: { not: id } }),
      OR: [
        { diameterMm: wanted.diameterMm, lengthMm: wanted.lengthMm },
        { brand: { equals: wanted.brand, mode: 'insensitive' } },
        { productIdentifiers: { some: { gtin14: { in: [...gtin14s] } } } },
        ...(wanted.hibc === null ? [] : [{ hibc: wanted.hibc }]),
      ],
    },
    include: withNumbers,
    orderBy: { id: 'asc' },
    take: MOST_ALIKE,
  })
  return rows.map((row) => ({
    ...rowOf(row),
    productId: row.id,
    gtin14s: row.productIdentifiers.map(({ gtin14 }) => gtin14),
  }))
}

/** What stands on the labels of a lot; null when the clinic has no such lot. */
export const labelOfLot = async (tx: Transaction, clinicId: string, lotId: string): Promise<LabelFacts | null> => {
  const lot = await tx.lot.findUnique({
    where: { clinicId_id: { clinicId, id: lotId } },
    include: { product: { include: withNumbers } },
  })
  if (lot === null) return null
  const { numbers, ...product } = rowOf(lot.product)
  return {
    ...product,
    lotId,
    productName: productNameOf(product),
    lotNumber: lot.lotNumber,
    expiryDate: lot.expiryDate?.toISOString().slice(0, 10) ?? null,
    packs: numbers.map(({ gtin, ...pack }) => ({ gtin14: gtin, ...pack })),
  }
}
