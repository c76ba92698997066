import type { PackLevel } from '#domain/lot/product.ts'
import type { ProductRow, ProductToSave } from '#features/product/schema.ts'

export interface NumberDraft {
  /** For the list on screen only. */
  readonly key: string
  readonly gtin: string
  readonly level: PackLevel
  readonly units: string
}

/** A needle while it is typed. */
export interface ProductDraft {
  readonly brand: string
  readonly name: string
  readonly diameterMm: string
  readonly lengthMm: string
  readonly reference: string
  readonly gauges: string
  readonly handle: string
  readonly tube: 'unknown' | 'yes' | 'no'
  readonly unitsPerBlister: string
  readonly unitsPerBox: string
  readonly sterileMethod: string
  readonly shelfLifeMonths: string
  readonly hibc: string
  readonly numbers: readonly NumberDraft[]
  readonly active: boolean
}

const textOf = (number: number | null): string => (number === null ? '' : String(number))

/** What a scan of an unknown box knows of a needle already. */
export interface NumbersRead {
  readonly gtin14: string | null
  readonly hibc: string | null
}

export const numberDraft = (gtin: string, level: PackLevel = 'box', units = ''): NumberDraft => ({
  key: crypto.randomUUID(),
  gtin,
  level,
  units,
})

export const draftOf = (product: ProductRow | null, read: NumbersRead | null = null): ProductDraft => ({
  brand: product?.brand ?? '',
  name: product?.name ?? '',
  diameterMm: textOf(product?.diameterMm ?? null),
  lengthMm: textOf(product?.lengthMm ?? null),
  reference: product?.reference ?? '',
  gauges: product?.gauges.join(', ') ?? '',
  handle: product?.handle ?? '',
  tube: product === null || product.tube === null ? 'unknown' : product.tube ? 'yes' : 'no',
  unitsPerBlister: textOf(product?.unitsPerBlister ?? null),
  unitsPerBox: textOf(product?.unitsPerBox ?? null),
  sterileMethod: product?.sterileMethod ?? 'unknown',
  shelfLifeMonths: textOf(product?.shelfLifeMonths ?? null),
  hibc: product?.hibc ?? read?.hibc ?? '',
  numbers:
    product === null
      ? read?.gtin14
        ? [numberDraft(read.gtin14)]
        : []
      : product.numbers.map(({ gtin, level, units }) => numberDraft(gtin, level, String(units))),
  active: product?.active ?? true,
})

/** A number as people type it, with a point or a comma; null when it is none in its bounds. */
export const numberIn = (text: string, min: number, max: number): number | null => {
  const number = /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN
  return number >= min && number <= max ? number : null
}

/** A whole number, null for an empty field; undefined when what stands there is neither. */
const wholeIn = (text: string, max: number): number | null | undefined => {
  if (text.trim() === '') return null
  const number = numberIn(text, 1, max)
  return number !== null && Number.isInteger(number) ? number : undefined
}

export const BOUNDS = {
  diameterMm: [0.05, 1],
  lengthMm: [1, 150],
  unitsPerBlister: [1, 1_000_000],
  unitsPerBox: [1, 1_000_000],
  shelfLifeMonths: [1, 240],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

/** What cannot be sent as it stands, by field: it is empty, or its number is out of bounds. */
export const draftProblems = (draft: ProductDraft): Readonly<Record<string, 'missing' | readonly [number, number]>> => {
  const problems: Record<string, 'missing' | readonly [number, number]> = {}
  for (const field of ['brand', 'name'] as const) if (draft[field].trim() === '') problems[field] = 'missing'
  for (const field of ['diameterMm', 'lengthMm'] as const)
    if (numberIn(draft[field], BOUNDS[field][0], BOUNDS[field][1]) === null) problems[field] = BOUNDS[field]
  for (const field of ['unitsPerBlister', 'unitsPerBox', 'shelfLifeMonths'] as const)
    if (wholeIn(draft[field], BOUNDS[field][1]) === undefined) problems[field] = BOUNDS[field]
  for (const [index, { gtin, level, units }] of draft.numbers.entries()) {
    if (gtin.trim() === '') problems[`numbers.${index}.gtin`] = 'missing'
    if (level !== 'unit' && !wholeIn(units, 1_000_000)) problems[`numbers.${index}.units`] = [1, 1_000_000]
  }
  return problems
}

/** The needle as it is sent; ask `draftProblems` first. */
export const wishOf = (draft: ProductDraft): Omit<ProductToSave, 'existing' | 'despite'> => ({
  ...{ brand: draft.brand, name: draft.name, reference: draft.reference, handle: draft.handle, active: draft.active },
  diameterMm: numberIn(draft.diameterMm, ...BOUNDS.diameterMm) ?? 0,
  lengthMm: numberIn(draft.lengthMm, ...BOUNDS.lengthMm) ?? 0,
  tube: draft.tube === 'unknown' ? null : draft.tube === 'yes',
  unitsPerBlister: wholeIn(draft.unitsPerBlister, 1_000_000) ?? null,
  unitsPerBox: wholeIn(draft.unitsPerBox, 1_000_000) ?? null,
  sterileMethod: draft.sterileMethod === 'unknown' ? null : (draft.sterileMethod as ProductToSave['sterileMethod']),
  shelfLifeMonths: wholeIn(draft.shelfLifeMonths, 240) ?? null,
  gauges: draft.gauges
    .split(',')
    .map((gauge) => gauge.trim())
    .filter((gauge) => gauge !== ''),
  hibc: draft.hibc.trim() === '' ? null : draft.hibc.trim().replace(/^\+/, '').toUpperCase(),
  numbers: draft.numbers.map(({ gtin, level, units }) => ({
    gtin: gtin.replaceAll(/\s/g, ''),
    level,
    units: level === 'unit' ? 1 : (wholeIn(units, 1_000_000) ?? 1),
  })),
})
