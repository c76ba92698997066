import { editAction } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { gtin14Of } from '#domain/lot/check-digit.ts'
import { type ProductDoubt, type ProductFault, productDoubts, productFaults } from '#domain/lot/product.ts'
import { changedFields } from '#lib/changed.ts'
import { lockProducts, needlesLike } from './queries.ts'
import type { ProductRow, ProductToSave } from './schema.ts'

export type ProductRefusal =
  | { readonly reason: 'not-found' | 'stale-version' }
  | ({ readonly reason: 'faulty' } & ProductFault)
  | ({ readonly reason: 'look-first' } & ProductDoubt)

/** A doubt as it is said to have been looked at. */
const keyOf = ({ why, productId }: ProductDoubt): string => `${why}:${productId ?? ''}`

/**
 * Writes down a needle, new or as it is from now on. One that may be there already is asked about first; a number that
 * would name two needles is refused, since a scan could not tell them apart.
 */
export const saveProduct = async (
  tx: Transaction,
  actor: StaffActor,
  { existing, despite, numbers, ...wanted }: ProductToSave,
): Promise<Outcome<{ id: string; version: number }, ProductRefusal>> => {
  const { clinicId } = actor
  const before = await lockProducts(tx, clinicId, existing?.id ?? null)
  if (existing !== null && before === null) return refused({ reason: 'not-found' })
  if (before !== null && before.version !== existing?.version) return refused({ reason: 'stale-version' })
  const needle = { ...wanted, numbers }
  const faults = productFaults(needle)
  if (faults.length > 0) return refused(...faults.map((fault) => ({ reason: 'faulty' as const, ...fault })))
  const packs = numbers.map(({ gtin, ...pack }) => ({ ...pack, gtin14: gtin14Of(gtin) ?? '' }))
  const like = {
    id: before?.id ?? null,
    wanted: { existing, despite, ...needle },
    gtin14s: packs.map(({ gtin14 }) => gtin14),
  }
  const doubts = productDoubts(needle, await needlesLike(tx, clinicId, like))
  const open = doubts.filter((doubt) => doubt.why === 'same-number' || !despite.includes(keyOf(doubt)))
  if (open.length > 0) return refused(...open.map((doubt) => ({ reason: 'look-first' as const, ...doubt })))
  const saved = before === null ? await insert(tx, clinicId, wanted) : await update(tx, clinicId, before, wanted)
  await writeNumbers(tx, clinicId, saved.id, packs)
  return done(saved, {
    action: editAction('needle', before, wanted),
    entityType: 'NeedleProduct',
    entityId: saved.id,
    detail: {
      version: saved.version,
      changed: before === null ? [] : changedFields({ ...before }, { ...needle }),
      despite,
    },
  })
}

type Facts = Omit<ProductToSave, 'existing' | 'despite' | 'numbers'>

const insert = (tx: Transaction, clinicId: string, facts: Facts) =>
  tx.needleProduct.create({ data: { clinicId, ...facts }, select: { id: true, version: true } })

const update = (tx: Transaction, clinicId: string, { id, version }: ProductRow, facts: Facts) =>
  tx.needleProduct.update({
    where: { clinicId_id: { clinicId, id } },
    data: { ...facts, version: version + 1 },
    select: { id: true, version: true },
  })

/** The numbers are those that were written down, and no others: one that was mistyped names nothing any more. */
const writeNumbers = async (
  tx: Transaction,
  clinicId: string,
  productId: string,
  packs: readonly { readonly gtin14: string; readonly level: string; readonly units: number }[],
): Promise<void> => {
  await tx.productIdentifier.deleteMany({
    where: { clinicId, productId, gtin14: { notIn: packs.map(({ gtin14 }) => gtin14) } },
  })
  for (const { gtin14, level, units } of packs.toSorted((a, b) => (a.gtin14 < b.gtin14 ? -1 : 1)))
    await tx.productIdentifier.upsert({
      where: { clinicId_gtin14: { clinicId, gtin14 } },
      create: { clinicId, gtin14, productId, level, units },
      update: { level, units },
    })
}
