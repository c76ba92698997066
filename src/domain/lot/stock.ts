import { localDateOf } from '../time/zone.ts'
import type { Scan, ScanWarning } from './scan.ts'

export type LotStatus = 'active' | 'quarantined' | 'recalled'

/** A lot as the clinic's stock knows it. */
export interface StockLot {
  readonly lotId: string
  readonly productId: string
  readonly productName: string
  /** Null: not known. */
  readonly lotNumber: string | null
  /** The last day on which it may be used, `YYYY-MM-DD`; null: not known. */
  readonly expiryDate: string | null
  readonly status: LotStatus
  /** False for a lot that was found in a visit and has never been received into stock. */
  readonly received: boolean
  /** Needles wherever they lie, derived from the stock ledger. */
  readonly onHand: number
  /** Those of them that can be used where it is asked about: in this room, in one's own bag, in a store. */
  readonly withinReach: number
}

/** When and where: `zone` is the clinic's IANA time zone. */
export interface Moment {
  readonly nowMs: number
  readonly zone: string
}

interface LotNamed {
  readonly ok: false
  readonly lotId: string
  readonly lotNumber: string | null
  readonly productName: string
}

/** Why a lot must not be used. */
export type LotRefusal =
  | (LotNamed & { readonly reason: 'recalled' | 'unknown-lot' | 'quarantined' | 'empty' })
  | (LotNamed & { readonly reason: 'expired'; readonly expiryDate: string })
  | (LotNamed & { readonly reason: 'not-enough'; readonly onHand: number; readonly quantity: number })
  | (LotNamed & { readonly reason: 'elsewhere'; readonly withinReach: number; readonly quantity: number })

const checkQuantity = (quantity: number): void => {
  if (!Number.isInteger(quantity) || quantity < 0) throw new RangeError(`quantity must be a whole number: ${quantity}`)
}

/** Whether a lot is past its last day: it may be used to the end of that day in the clinic's zone (K11). */
export const isExpired = (expiryDate: string, { nowMs, zone }: Moment): boolean => localDateOf(nowMs, zone) > expiryDate

const faultsOf = (lot: StockLot, quantity: number, moment: Moment): LotRefusal[] => {
  checkQuantity(quantity)
  const { lotId, lotNumber, productName, expiryDate, onHand, withinReach } = lot
  const named = { ok: false, lotId, lotNumber, productName } as const
  const faults: LotRefusal[] = []
  if (lot.status === 'recalled') faults.push({ ...named, reason: 'recalled' })
  if (!lot.received) faults.push({ ...named, reason: 'unknown-lot' })
  else if (lot.status === 'quarantined') faults.push({ ...named, reason: 'quarantined' })
  if (expiryDate !== null && isExpired(expiryDate, moment)) faults.push({ ...named, reason: 'expired', expiryDate })
  // what was never received has no line in the book that it could be short of
  if (!lot.received) return faults
  if (onHand <= 0 && quantity > 0) faults.push({ ...named, reason: 'empty' })
  else if (quantity > onHand) faults.push({ ...named, reason: 'not-enough', onHand, quantity })
  else if (quantity > withinReach) faults.push({ ...named, reason: 'elsewhere', withinReach, quantity })
  return faults
}

/**
 * Whether so many needles of a lot may be used now. Refuses with the gravest reason first: recalled, never received,
 * quarantined, expired, then stock and where it lies. Every path that issues needles asks this one question (K25).
 */
export const usability = (
  lot: StockLot,
  { quantity, ...moment }: Moment & { readonly quantity: number },
): { readonly ok: true } | LotRefusal => faultsOf(lot, quantity, moment)[0] ?? { ok: true }

/** How a box stands that lies on the table: may it be used, or what is against it. */
export type BoxStanding = 'usable' | Exclude<LotRefusal['reason'], 'not-enough'>

/** What a screen marks a box with. */
export const standingOf = (lot: StockLot, moment: Moment): BoxStanding => {
  const use = usability(lot, { quantity: 1, ...moment })
  if (use.ok) return 'usable'
  return use.reason === 'not-enough' ? 'empty' : use.reason
}

/** Adds up lines by lot, because three lines that fit one by one may not fit together (K23). Keeps first-seen order. */
export const totalsByLot = (lines: readonly { readonly lotId: string; readonly quantity: number }[]) => {
  const totals = new Map<string, number>()
  for (const { lotId, quantity } of lines) {
    checkQuantity(quantity)
    totals.set(lotId, (totals.get(lotId) ?? 0) + quantity)
  }
  return totals
}

/** Why a scan does not open a lot for use, beside the lot's own reasons. */
export type GateRefusal =
  | LotRefusal
  | { readonly ok: false; readonly reason: 'same-scan-twice' }
  | { readonly ok: false; readonly reason: 'no-article' }
  | { readonly ok: false; readonly reason: 'unknown-product'; readonly code: string }
  | {
      readonly ok: false
      readonly reason: 'wrong-product'
      readonly productName: string
      readonly expectedName: string
    }
  | { readonly ok: false; readonly reason: 'no-lot-number'; readonly productName: string }
  | {
      readonly ok: false
      readonly reason: 'unknown-lot'
      readonly productName: string
      readonly lotNumber: string | null
    }
  | (LotNamed & { readonly reason: 'other-expiry'; readonly labelDate: string; readonly recordDate: string })

export interface Product {
  readonly productId: string
  readonly name: string
}

export interface ScanFacts extends Moment {
  readonly raw: string
  readonly scan: Scan
  /** The clinic's product with the scanned article number. */
  readonly product: Product | null
  /** That product's lot with the scanned number. */
  readonly lot: StockLot | null
  /** Set when the practitioner has already chosen what to needle with. */
  readonly expected: Product | null
  /** The scan before this one on the same device. */
  readonly previous: { readonly raw: string; readonly atMs: number } | null
  /** Needles asked for; 1 when the box is only being opened. */
  readonly quantity: number
}

/** The article as the label names it; null for the second barcode of a pair, which names only the lot. */
const articleCodeOf = ({ gtin14, hibc }: Scan): string | null => gtin14 ?? (hibc && hibc.labeler + hibc.product)

/** A trigger held down reads the same label again within a second. */
const REPEAT_MS = 1000

/**
 * Whether a scanned label opens a lot for use in a visit. This is a plan, so it is refused when anything is wrong
 * (Z1, Z8); what has already been used is judged by `judgeUse` instead.
 */
export const gateScan = (
  facts: ScanFacts,
): { readonly ok: true; readonly lot: StockLot; readonly warnings: readonly ScanWarning[] } | GateRefusal => {
  const { raw, scan, product, lot, expected, previous, nowMs } = facts
  if (previous?.raw === raw && nowMs - previous.atMs < REPEAT_MS) return { ok: false, reason: 'same-scan-twice' }
  const code = articleCodeOf(scan)
  if (code === null) return { ok: false, reason: 'no-article' }
  if (!product) return { ok: false, reason: 'unknown-product', code }
  if (expected && expected.productId !== product.productId) {
    return { ok: false, reason: 'wrong-product', productName: product.name, expectedName: expected.name }
  }
  if (!scan.lotNumber) return { ok: false, reason: 'no-lot-number', productName: product.name }
  if (!lot) return { ok: false, reason: 'unknown-lot', productName: product.name, lotNumber: scan.lotNumber }
  const usable = usability(lot, facts)
  if (!usable.ok) return usable
  // a lot in use has a last day
  if (scan.expiryDate && lot.expiryDate && scan.expiryDate !== lot.expiryDate) {
    const { lotId, lotNumber, productName } = lot
    const dates = { labelDate: scan.expiryDate, recordDate: lot.expiryDate }
    return { ok: false, reason: 'other-expiry', lotId, lotNumber, productName, ...dates }
  }
  return { ok: true, lot, warnings: scan.warnings }
}

/** The rules of lots that a recorded fact can break, the gravest first. */
export const BROKEN_RULES = [
  'lot-recalled',
  'lot-unknown',
  'lot-quarantined',
  'lot-expired',
  'lot-short',
  'lot-elsewhere',
  'lot-other-expiry',
] as const

/** A rule that a recorded use broke. */
export interface UseDeviation {
  readonly kind: (typeof BROKEN_RULES)[number]
  readonly lotId: string
  readonly lotNumber: string | null
  /** Needles used beyond what the ledger held; only with `lot-short`. */
  readonly shortBy?: number
}

const DEVIATION_OF = {
  recalled: 'lot-recalled',
  'unknown-lot': 'lot-unknown',
  quarantined: 'lot-quarantined',
  expired: 'lot-expired',
  empty: 'lot-short',
  'not-enough': 'lot-short',
  elsewhere: 'lot-elsewhere',
} as const

/**
 * Which rules a use that has already happened broke. A fact is never refused: it is saved with these deviations, so
 * that the patient stands on the recall's list (Z1). Status and stock are those of the moment of saving; expiry is
 * judged at `usedAtMs`.
 */
export const judgeUse = (
  lot: StockLot,
  { quantity, usedAtMs, zone }: { readonly quantity: number; readonly usedAtMs: number; readonly zone: string },
): { readonly deviations: readonly UseDeviation[] } => ({
  deviations: faultsOf(lot, quantity, { nowMs: usedAtMs, zone }).map(({ reason, lotId, lotNumber }) => ({
    kind: DEVIATION_OF[reason],
    lotId,
    lotNumber,
    ...(DEVIATION_OF[reason] === 'lot-short' ? { shortBy: quantity - Math.max(lot.onHand, 0) } : {}),
  })),
})

/**
 * Which rules it broke that needles of a box are in already, before anybody has counted them. `labelDate` is the last
 * day that stands on the box, null when nobody could read it.
 */
export const judgeFoundBox = (
  lot: StockLot,
  { labelDate, nowMs, zone }: Moment & { readonly labelDate: string | null },
): { readonly deviations: readonly UseDeviation[] } => {
  const { lotId, lotNumber, expiryDate } = lot
  const { deviations } = judgeUse(lot, { quantity: 1, usedAtMs: nowMs, zone })
  const differs = labelDate !== null && expiryDate !== null && labelDate !== expiryDate
  return { deviations: differs ? [...deviations, { kind: 'lot-other-expiry', lotId, lotNumber }] : deviations }
}

/** What makes the stock book wrong, so that somebody has to look at the box; the gravest first. */
const BOOK_IS_WRONG = ['lot-unknown', 'lot-other-expiry', 'lot-short'] as const
export type BookFault = (typeof BOOK_IS_WRONG)[number]

/** What has to be put right in the stock book after these deviations, or null. */
export const bookFaultOf = (deviations: readonly UseDeviation[]): BookFault | null =>
  BOOK_IS_WRONG.find((fault) => deviations.some(({ kind }) => kind === fault)) ?? null

/** Where a lot stands on the way to its last day; `daysLeft` counts calendar days, 0 on the last one. */
export const nearExpiry = (
  expiryDate: string | null,
  { nowMs, zone, warnDays }: Moment & { readonly warnDays: number },
): {
  readonly state: 'unknown' | 'expired' | 'last-day' | 'near' | 'fine'
  /** Null when the last day is not known. */
  readonly daysLeft: number | null
} => {
  if (expiryDate === null) return { state: 'unknown', daysLeft: null }
  const today = Temporal.PlainDate.from(localDateOf(nowMs, zone))
  const daysLeft = today.until(Temporal.PlainDate.from(expiryDate), { largestUnit: 'days' }).days
  if (daysLeft < 0) return { state: 'expired', daysLeft }
  if (daysLeft === 0) return { state: 'last-day', daysLeft }
  return { state: daysLeft <= warnDays ? 'near' : 'fine', daysLeft }
}
