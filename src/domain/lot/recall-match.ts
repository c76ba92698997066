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
  readonly lotNumber: string
  readonly expiryDate: string
}

/**
 * `look-alike`: the number differs only by what people mistake. `other-product`, `other-expiry`: the very number,
 * but on another product or outside the dates of the notice.
 */
export interface NearMiss {
  readonly lotId: string
  readonly why: 'look-alike' | 'other-product' | 'other-expiry'
  readonly noticeNumber: string
}

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

const expiryNamed = (lot: RecallableLot, { expiryFrom, expiryTo }: RecallNotice): boolean =>
  (expiryFrom === null || lot.expiryDate >= expiryFrom) && (expiryTo === null || lot.expiryDate <= expiryTo)

const nearMissOf = (lot: RecallableLot, notice: RecallNotice): NearMiss | null => {
  const same = notice.lotNumbers.find((number) => number.trim() === lot.lotNumber)
  if (same !== undefined) {
    const why = productNamed(lot, notice) ? 'other-expiry' : 'other-product'
    return { lotId: lot.lotId, why, noticeNumber: same }
  }
  const similar = notice.lotNumbers.find((number) => alike(number) !== '' && alike(number) === alike(lot.lotNumber))
  return similar !== undefined && productNamed(lot, notice)
    ? { lotId: lot.lotId, why: 'look-alike', noticeNumber: similar }
    : null
}

/**
 * Which of the clinic's lots a recall notice reaches. All that the notice says must fit; a notice without lot
 * numbers reaches by product and expiry alone, because some real ones name nothing else. Lots that only look alike
 * are listed apart for a person to judge, never quarantined by themselves and never left out.
 */
export const matchRecall = (notice: RecallNotice, lots: readonly RecallableLot[]): RecallMatch => {
  const says =
    notice.productIds.length + notice.lotNumbers.length > 0 || notice.expiryFrom !== null || notice.expiryTo !== null
  if (!says) return { ok: false, reason: 'notice-names-nothing' }
  const numbers = new Set(notice.lotNumbers.map((number) => number.trim()))
  const reached = lots.filter(
    (lot) =>
      productNamed(lot, notice) && expiryNamed(lot, notice) && (numbers.size === 0 || numbers.has(lot.lotNumber)),
  )
  const reachedIds = new Set(reached.map(({ lotId }) => lotId))
  const nearMisses = lots.flatMap((lot) => (reachedIds.has(lot.lotId) ? [] : (nearMissOf(lot, notice) ?? [])))
  return { ok: true, lotIds: [...reachedIds], nearMisses }
}
