/** What a recall notice names. Empty lists and nulls mean that the notice does not say. */
export interface RecallNotice {
  readonly productIds: readonly string[]
  readonly lotNumbers: readonly string[]
  /** Last days of use `YYYY-MM-DD`, both inclusive. */
  readonly expiryFrom: string | null
  readonly expiryTo: string | null
}

export interface RecallableLot {
  readonly lotId: string
  readonly productId: string
  /** Null: not known. */
  readonly lotNumber: string | null
  /** Null: not known. */
  readonly expiryDate: string | null
}

/**
 * `look-alike`: the number differs only by what people mistake. `other-product`, `other-expiry`: the very number,
 * but on another product or outside the dates of the notice. `not-known`: the number or the last day that the notice
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

const productNamed = (lot: RecallableLot, notice: RecallNotice): boolean =>
  notice.productIds.length === 0 || notice.productIds.includes(lot.productId)

/** Whether the last day is in the notice's dates; null when nobody knows it and the notice asks. */
const expiryNamed = ({ expiryDate }: RecallableLot, { expiryFrom, expiryTo }: RecallNotice): boolean | null => {
  if (expiryFrom === null && expiryTo === null) return true
  if (expiryDate === null) return null
  return (expiryFrom === null || expiryDate >= expiryFrom) && (expiryTo === null || expiryDate <= expiryTo)
}

/** Whether the number is on the notice; null when nobody knows it and the notice asks. */
const numberNamed = ({ lotNumber }: RecallableLot, numbers: ReadonlySet<string>): boolean | null => {
  if (numbers.size === 0) return true
  return lotNumber === null ? null : numbers.has(lotNumber)
}

const nearMissOf = (lot: RecallableLot, notice: RecallNotice, numbers: ReadonlySet<string>): NearMiss | null => {
  const { lotId, lotNumber } = lot
  const [named, dated] = [numberNamed(lot, numbers), expiryNamed(lot, notice)]
  const fits = productNamed(lot, notice) && named !== false && dated !== false
  if (fits) return { lotId, why: 'not-known', noticeNumber: named === true && numbers.size > 0 ? lotNumber : null }
  if (lotNumber === null) return null
  if (numbers.has(lotNumber)) {
    return { lotId, why: productNamed(lot, notice) ? 'other-expiry' : 'other-product', noticeNumber: lotNumber }
  }
  const similar = [...numbers].find((number) => alike(number) !== '' && alike(number) === alike(lotNumber))
  return similar !== undefined && productNamed(lot, notice) ? { lotId, why: 'look-alike', noticeNumber: similar } : null
}

/**
 * Which of the clinic's lots a recall notice reaches. All that the notice says must fit; a notice without lot
 * numbers reaches by product and expiry alone, because some real ones name nothing else. Lots that only look alike,
 * or of which too little is known, are listed apart for a person to judge, never quarantined by themselves and never left out.
 */
export const matchRecall = (notice: RecallNotice, lots: readonly RecallableLot[]): RecallMatch => {
  const says =
    notice.productIds.length + notice.lotNumbers.length > 0 || notice.expiryFrom !== null || notice.expiryTo !== null
  if (!says) return { ok: false, reason: 'notice-names-nothing' }
  const numbers = new Set(notice.lotNumbers.map((number) => number.trim()))
  const reached = lots.filter(
    (lot) => productNamed(lot, notice) && expiryNamed(lot, notice) === true && numberNamed(lot, numbers) === true,
  )
  const reachedIds = new Set(reached.map(({ lotId }) => lotId))
  const nearMisses = lots.flatMap((lot) => (reachedIds.has(lot.lotId) ? [] : (nearMissOf(lot, notice, numbers) ?? [])))
  return { ok: true, lotIds: [...reachedIds], nearMisses }
}
