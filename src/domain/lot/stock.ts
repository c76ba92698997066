import { localDateOf } from '../time/zone.ts'
import type { Scan, ScanWarning } from './scan.ts'

export type LotStatus = 'active' | 'quarantined' | 'recalled'

/** A lot as the clinic's stock knows it. */
export interface StockLot {
  readonly lotId: string
  readonly productId: string
  readonly productName: string
  readonly lotNumber: string
  /** The last day on which it may be used, `YYYY-MM-DD`. */
  readonly expiryDate: string
  readonly status: LotStatus
  /** Needles, derived from the stock ledger. */
  readonly onHand: number
}

/** When and where: `zone` is the clinic's IANA time zone. */
export interface Moment {
  readonly nowMs: number
  readonly zone: string
}

interface LotNamed {
  readonly ok: false
  readonly lotId: string
  readonly lotNumber: string
  readonly productName: string
}

/** Why a lot must not be used. */
export type LotRefusal =
  | (LotNamed & { readonly reason: 'recalled' | 'quarantined' | 'empty' })
  | (LotNamed & { readonly reason: 'expired'; readonly expiryDate: string })
  | (LotNamed & { readonly reason: 'not-enough'; readonly onHand: number; readonly quantity: number })

const checkQuantity = (quantity: number): void => {
  if (!Number.isInteger(quantity) || quantity < 0) throw new RangeError(`quantity must be a whole number: ${quantity}`)
}

/** Whether a lot is past its last day: it may be used to the end of that day in the clinic's zone (K11). */
export const isExpired = (expiryDate: string, { nowMs, zone }: Moment): boolean => localDateOf(nowMs, zone) > expiryDate

const faultsOf = (lot: StockLot, quantity: number, moment: Moment): LotRefusal[] => {
  checkQuantity(quantity)
  const { lotId, lotNumber, productName, expiryDate, onHand } = lot
  const named = { ok: false, lotId, lotNumber, productName } as const
  const faults: LotRefusal[] = []
  if (lot.status !== 'active') faults.push({ ...named, reason: lot.status })
  if (isExpired(expiryDate, moment)) faults.push({ ...named, reason: 'expired', expiryDate })
  if (onHand <= 0 && quantity > 0) faults.push({ ...named, reason: 'empty' })
  else if (quantity > onHand) faults.push({ ...named, reason: 'not-enough', onHand, quantity })
  return faults
}

/**
 * Whether so many needles of a lot may be used now. Refuses with the gravest reason first: recalled, quarantined,
 * expired, then stock. Every path that issues needles asks this one question (K25).
 */
export const usability = (
  lot: StockLot,
  { quantity, ...moment }: Moment & { readonly quantity: number },
): { readonly ok: true } | LotRefusal => faultsOf(lot, quantity, moment)[0] ?? { ok: true }

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
  | { readonly ok: false; readonly reason: 'unknown-lot'; readonly productName: string; readonly lotNumber: string }
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
  if (scan.expiryDate && scan.expiryDate !== lot.expiryDate) {
    const { lotId, lotNumber, productName } = lot
    const dates = { labelDate: scan.expiryDate, recordDate: lot.expiryDate }
    return { ok: false, reason: 'other-expiry', lotId, lotNumber, productName, ...dates }
  }
  return { ok: true, lot, warnings: scan.warnings }
}

/** A rule that a recorded use broke. */
export interface UseDeviation {
  readonly kind: 'lot-recalled' | 'lot-quarantined' | 'lot-expired' | 'lot-short'
  readonly lotId: string
  readonly lotNumber: string
  /** Needles used beyond what the ledger held; only with `lot-short`. */
  readonly shortBy?: number
}

const DEVIATION_OF = {
  recalled: 'lot-recalled',
  quarantined: 'lot-quarantined',
  expired: 'lot-expired',
  empty: 'lot-short',
  'not-enough': 'lot-short',
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

/** Where a lot stands on the way to its last day; `daysLeft` counts calendar days, 0 on the last one. */
export const nearExpiry = (
  expiryDate: string,
  { nowMs, zone, warnDays }: Moment & { readonly warnDays: number },
): { readonly state: 'expired' | 'last-day' | 'near' | 'fine'; readonly daysLeft: number } => {
  const today = Temporal.PlainDate.from(localDateOf(nowMs, zone))
  const daysLeft = today.until(Temporal.PlainDate.from(expiryDate), { largestUnit: 'days' }).days
  if (daysLeft < 0) return { state: 'expired', daysLeft }
  if (daysLeft === 0) return { state: 'last-day', daysLeft }
  return { state: daysLeft <= warnDays ? 'near' : 'fine', daysLeft }
}
