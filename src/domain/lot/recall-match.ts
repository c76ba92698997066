/** What a recall notice names. Empty lists and nulls mean that the notice does not say. */
export interface RecallNotice {
  readonly productIds: readonly string[]
  readonly lotNumbers: readonly string[]
  /** A size in millimetres, whatever the product; null where the notice does not say. */
  readonly diameterMm: number | null
  readonly lengthMm: number | null
  /** Last days of use `YYYY-MM-DD`, both inclusive. */
  readonly expiryFrom: string | null
  readonly expiryTo: string | null
  /** Days of production `YYYY-MM-DD`, both inclusive. */
  readonly producedFrom: string | null
  readonly producedTo: string | null
}

export interface RecallableLot {
  readonly lotId: string
  readonly productId: string
  /** Null: not known. */
  readonly lotNumber: string | null
  /** Null: not known. */
  readonly expiryDate: string | null
  /** Null: not known. */
  readonly producedOn: string | null
  readonly diameterMm: number
  readonly lengthMm: number
}

/**
 * `look-alike`: the number differs only by what people mistake. `other-product`, `other-expiry`: the very number,
 * but on another product or outside the dates of the notice. `not-known`: the number or a day that the notice
 * names is not known of this lot, and all that is known fits.
 */
export type NearMiss =
  | {
      readonly lotId: string
      readonly why: 'look-alike' | 'other-product' | 'other-expiry'
      readonly noticeNumber: string
    }
  | { readonly lotId: string; readonly why: 'not-known'; readonly noticeNumber: string | null }

export type RecallMatch =
  | { readonly ok: true; readonly lotIds: readonly string[]; readonly nearMisses: readonly NearMiss[] }
  | { readonly ok: false; readonly reason: 'notice-names-nothing' }

/** One spelling for numbers that are mistaken for each other on a label or over the telephone. */
const alike = (lotNumber: string): string =>
  lotNumber
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

const productNamed = (lot: RecallableLot, { productIds, diameterMm, lengthMm }: RecallNotice): boolean =>
  (productIds.length === 0 || productIds.includes(lot.productId)) &&
  (diameterMm === null || lot.diameterMm === diameterMm) &&
  (lengthMm === null || lot.lengthMm === lengthMm)

/** Whether a day is in a notice's dates; null when nobody knows it and the notice asks. */
const within = (day: string | null, from: string | null, to: string | null): boolean | null => {
  if (from === null && to === null) return true
  if (day === null) return null
  return (from === null || day >= from) && (to === null || day <= to)
}

/** Whether both the last day and the day of production are in the notice's dates; null when it cannot be known. */
const datesNamed = (lot: RecallableLot, notice: RecallNotice): boolean | null => {
  const each = [
    within(lot.expiryDate, notice.expiryFrom, notice.expiryTo),
    within(lot.producedOn, notice.producedFrom, notice.producedTo),
  ]
  if (each.includes(false)) return false
  return each.includes(null) ? null : true
}

/** Whether the number is on the notice; null when nobody knows it and the notice asks. */
const numberNamed = ({ lotNumber }: RecallableLot, numbers: ReadonlySet<string>): boolean | null => {
  if (numbers.size === 0) return true
  return lotNumber === null ? null : numbers.has(lotNumber)
}

const nearMissOf = (lot: RecallableLot, notice: RecallNotice, numbers: ReadonlySet<string>): NearMiss | null => {
  const { lotId, lotNumber } = lot
  const [named, dated] = [numberNamed(lot, numbers), datesNamed(lot, notice)]
  const fits = productNamed(lot, notice) && named !== false && dated !== false
  if (fits) return { lotId, why: 'not-known', noticeNumber: named === true && numbers.size > 0 ? lotNumber : null }
  if (lotNumber === null) return null
  if (numbers.has(lotNumber)) {
    return { lotId, why: productNamed(lot, notice) ? 'other-expiry' : 'other-product', noticeNumber: lotNumber }
  }
  const similar = [...numbers].find((number) => alike(number) !== '' && alike(number) === alike(lotNumber))
  return similar !== undefined && productNamed(lot, notice) ? { lotId, why: 'look-alike', noticeNumber: similar } : null
}

/** Whether a notice names anything by which a lot could be found. */
export const saysAnything = ({ productIds, lotNumbers, ...limits }: RecallNotice): boolean =>
  productIds.length + lotNumbers.length > 0 || Object.values(limits).some((limit) => limit !== null)

/**
 * Which of the clinic's lots a recall notice reaches. All that the notice says must fit; a notice without lot
 * numbers reaches by product and expiry alone, because some real ones name nothing else. Lots that only look alike,
 * or of which too little is known, are listed apart for a person to judge, never quarantined by themselves and never left out.
 */
export const matchRecall = (notice: RecallNotice, lots: readonly RecallableLot[]): RecallMatch => {
  if (!saysAnything(notice)) return { ok: false, reason: 'notice-names-nothing' }
  const numbers = new Set(notice.lotNumbers.map((number) => number.trim()))
  const reached = lots.filter(
    (lot) => productNamed(lot, notice) && datesNamed(lot, notice) === true && numberNamed(lot, numbers) === true,
  )
  const reachedIds = new Set(reached.map(({ lotId }) => lotId))
  const nearMisses = lots.flatMap((lot) => (reachedIds.has(lot.lotId) ? [] : (nearMissOf(lot, notice, numbers) ?? [])))
  return { ok: true, lotIds: [...reachedIds], nearMisses }
}
