import { gtin14Of } from './check-digit.ts'

export const PACK_LEVELS = ['unit', 'blister', 'box', 'case'] as const
export type PackLevel = (typeof PACK_LEVELS)[number]

export const STERILE_METHODS = ['ethylene-oxide', 'irradiation', 'steam'] as const

/** An article number of one packing level, as it was typed or scanned. */
export interface PackNumber {
  readonly gtin: string
  readonly level: PackLevel
  /** Needles in such a pack. */
  readonly units: number
}

/** A needle as its box describes it. The millimetres are the truth; what gauges are called differs by brand. */
export interface NeedleOnPaper {
  readonly brand: string
  readonly name: string
  readonly diameterMm: number
  readonly lengthMm: number
  readonly reference: string
  readonly unitsPerBlister: number | null
  readonly unitsPerBox: number | null
  /** Labeler and product of an HIBC label; null: it has none. */
  readonly hibc: string | null
  readonly numbers: readonly PackNumber[]
}

export type ProductFault =
  | {
      readonly field: string
      readonly fault: 'no-article-number' | 'number-twice' | 'unit-is-one' | 'fewer-than-smaller-pack'
    }
  | { readonly field: 'unitsPerBlister'; readonly fault: 'blister-beyond-box' }
  | { readonly field: 'hibc'; readonly fault: 'no-hibc' }

/** Labeler (four characters, the first a letter) and product (up to 18), as HIBC has them. */
const HIBC = /^[A-Z][A-Z0-9]{4,21}$/

/** What does not fit together in a needle as it was written down; each number by itself is in its bounds already. */
export const productFaults = ({ numbers, unitsPerBlister, unitsPerBox, hibc }: NeedleOnPaper): ProductFault[] => {
  const faults: ProductFault[] = []
  const seen = new Set<string>()
  for (const [index, { gtin, level, units }] of numbers.entries()) {
    const gtin14 = gtin14Of(gtin)
    if (gtin14 === null) faults.push({ field: `numbers.${index}.gtin`, fault: 'no-article-number' })
    else if (seen.has(gtin14)) faults.push({ field: `numbers.${index}.gtin`, fault: 'number-twice' })
    if (gtin14 !== null) seen.add(gtin14)
    if (level === 'unit' && units !== 1) faults.push({ field: `numbers.${index}.units`, fault: 'unit-is-one' })
    const smaller = numbers.some(
      (other) => PACK_LEVELS.indexOf(other.level) < PACK_LEVELS.indexOf(level) && other.units > units,
    )
    if (smaller) faults.push({ field: `numbers.${index}.units`, fault: 'fewer-than-smaller-pack' })
  }
  if (unitsPerBlister !== null && unitsPerBox !== null && unitsPerBlister > unitsPerBox)
    faults.push({ field: 'unitsPerBlister', fault: 'blister-beyond-box' })
  if (hibc !== null && !HIBC.test(hibc)) faults.push({ field: 'hibc', fault: 'no-hibc' })
  return faults
}

export interface KnownNeedle extends Omit<NeedleOnPaper, 'numbers' | 'unitsPerBlister' | 'unitsPerBox'> {
  readonly productId: string
  readonly gtin14s: readonly string[]
}

/**
 * Why somebody should look before a needle is written down. `same-number`: a label would name both, so that it cannot be.
 * `same-needle`: the same name and size. `near-name`: the same size, and a name that is mistaken for it. `same-reference`:
 * the maker's own number. `name-says-other-size`: the millimetres in the name are others than those written down.
 */
export type ProductDoubt =
  | {
      readonly why: 'same-number' | 'same-needle' | 'near-name' | 'same-reference'
      readonly productId: string
      readonly name: string
    }
  | { readonly why: 'name-says-other-size'; readonly productId: null; readonly name: string }

/** One spelling for names that people write in several ways: case, accents, signs, O and 0, I, L and 1. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

const named = ({ brand, name }: Pick<NeedleOnPaper, 'brand' | 'name'>): string => `${brand} ${name}`.trim()

/** Whether one text becomes the other by at most `most` letters added, lost or changed. */
const isNear = (a: string, b: string, most: number): boolean => {
  if (Math.abs(a.length - b.length) > most) return false
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return (row.at(-1) ?? 0) <= most
}

const sameSize = (a: Pick<NeedleOnPaper, 'diameterMm' | 'lengthMm'>, b: typeof a): boolean =>
  Math.abs(a.diameterMm - b.diameterMm) < 0.005 && Math.abs(a.lengthMm - b.lengthMm) < 0.005

/** A size as names have it: `0.25×40`, `0,25 x 40 mm`. */
const SIZE = /(\d[.,]\d{1,2})\s*(?:mm)?\s*[x×*]\s*(\d{1,3})(?![.,]?\d)/i

const nameSaysOtherSize = (needle: NeedleOnPaper): boolean => {
  const [, diameter, length] = SIZE.exec(needle.name) ?? []
  if (diameter === undefined || length === undefined) return false
  return !sameSize(needle, { diameterMm: Number(diameter.replace(',', '.')), lengthMm: Number(length) })
}

/** Two letters of a short name are another name; of a longer one they are a slip. */
const slipsIn = (name: string): number => (name.length < 6 ? 0 : name.length < 12 ? 1 : 2)

const doubtAbout = (needle: NeedleOnPaper, gtin14s: ReadonlySet<string>, other: KnownNeedle): ProductDoubt | null => {
  const about = { productId: other.productId, name: named(other) }
  const shared = other.gtin14s.some((gtin) => gtin14s.has(gtin)) || (needle.hibc !== null && needle.hibc === other.hibc)
  if (shared) return { why: 'same-number', ...about }
  const [mine, theirs] = [plain(named(needle)), plain(named(other))]
  if (sameSize(needle, other) && mine === theirs) return { why: 'same-needle', ...about }
  const reference = plain(needle.reference)
  if (reference !== '' && reference === plain(other.reference) && plain(needle.brand) === plain(other.brand))
    return { why: 'same-reference', ...about }
  return sameSize(needle, other) && isNear(mine, theirs, slipsIn(mine)) ? { why: 'near-name', ...about } : null
}

/** What there is already that the needle may be, the gravest first. `others` does not hold the needle itself. */
export const productDoubts = (needle: NeedleOnPaper, others: readonly KnownNeedle[]): ProductDoubt[] => {
  const gtin14s = new Set(needle.numbers.flatMap(({ gtin }) => gtin14Of(gtin) ?? []))
  const doubts = others.flatMap((other) => doubtAbout(needle, gtin14s, other) ?? [])
  const ORDER = ['same-number', 'same-needle', 'same-reference', 'near-name', 'name-says-other-size']
  const size: ProductDoubt[] = nameSaysOtherSize(needle)
    ? [{ why: 'name-says-other-size', productId: null, name: named(needle) }]
    : []
  return [...doubts, ...size].sort((a, b) => ORDER.indexOf(a.why) - ORDER.indexOf(b.why))
}
