import type { LotRefusal, Moment, StockLot } from './stock.ts'
import { usability } from './stock.ts'

export type PlaceKind = 'store' | 'room' | 'bag'

/** Why a line is not written into the stock book. */
export type BookRefusal =
  | LotRefusal
  | { readonly reason: 'same-place' }
  | { readonly reason: 'not-enough-there'; readonly onHand: number; readonly quantity: number }
  | { readonly reason: 'counted-meanwhile'; readonly onHand: number }
  | { readonly reason: 'already-set-aside' }
  | { readonly reason: 'not-set-aside' }
  | { readonly reason: 'expiry-not-known' }

/** Without regard to how many there are: whether a lot may be brought to where it is used (K25). */
const mayBeUsed = (lot: StockLot, moment: Moment): { readonly ok: true } | LotRefusal =>
  usability(lot, { quantity: 0, ...moment })

/** Whether so many needles lie in a place that they can leave it. */
export const decideLeaving = (onHand: number, quantity: number): BookRefusal | null =>
  quantity > onHand ? { reason: 'not-enough-there', onHand, quantity } : null

/**
 * Whether needles are carried from one place to another. Into a room or a bag they are carried to be used: what may not be
 * used is refused. Back into a store anything may go.
 */
export const decideMove = (
  lot: StockLot,
  move: {
    readonly fromPlaceId: string
    readonly toPlaceId: string
    readonly toKind: PlaceKind
    readonly onHandThere: number
    readonly quantity: number
  },
  moment: Moment,
): BookRefusal | null => {
  if (move.fromPlaceId === move.toPlaceId) return { reason: 'same-place' }
  if (move.toKind !== 'store') {
    const usable = mayBeUsed(lot, moment)
    if (!usable.ok) return usable
  }
  return decideLeaving(move.onHandThere, move.quantity)
}

/** Whether a lot is set aside: one in use is; one that is recalled is out of use for good already. */
export const decideSettingAside = (lot: StockLot): BookRefusal | null =>
  lot.status === 'active' ? null : { reason: 'already-set-aside' }

/** Whether a lot that was set aside may be used again. What is recalled, expired or not fully known never is. */
export const decideRelease = (lot: StockLot, moment: Moment): BookRefusal | null => {
  if (lot.status === 'active') return { reason: 'not-set-aside' }
  if (lot.expiryDate === null && lot.received && lot.status !== 'recalled') return { reason: 'expiry-not-known' }
  const usable = mayBeUsed({ ...lot, status: lot.status === 'quarantined' ? 'active' : lot.status }, moment)
  return usable.ok ? null : usable
}

/**
 * What a count changes: the difference to what the book said when it was counted, so that needles used since are not
 * counted twice. Null when that would leave less than nothing: it has to be counted again.
 */
export const countDifference = ({
  onHand,
  seen,
  counted,
}: {
  /** What the book says now. */
  readonly onHand: number
  /** What it said when it was counted. */
  readonly seen: number
  readonly counted: number
}): number | null => (onHand + counted - seen < 0 ? null : counted - seen)

/** What stands out of a stock, and so is looked at first. */
export type StockSign = 'expired' | 'near-expiry' | 'dead' | 'set-aside'

/** A lot as it lies about. */
export interface LyingLot {
  readonly status: StockLot['status']
  readonly expiry: 'unknown' | 'expired' | 'last-day' | 'near' | 'fine'
  readonly onHand: number
  /** Days since it was last used, opened or received. */
  readonly idleDays: number
}

/** What stands out of a lot; nothing of one that is empty. */
export const signsOf = (lot: LyingLot, { deadAfterDays }: { readonly deadAfterDays: number }): readonly StockSign[] => {
  if (lot.onHand <= 0) return []
  const signs: StockSign[] = []
  if (lot.expiry === 'expired') signs.push('expired')
  if (lot.status !== 'active') signs.push('set-aside')
  if (lot.expiry === 'near' || lot.expiry === 'last-day') signs.push('near-expiry')
  if (lot.idleDays >= deadAfterDays) signs.push('dead')
  return signs
}

/** Which lot to open next of those that may be used: what expires first; of two that expire together, the smaller rest. */
export const firstExpiring = <T extends StockLot>(lots: readonly T[], moment: Moment): readonly T[] =>
  lots
    .filter((lot) => usability(lot, { quantity: 1, ...moment }).ok)
    .toSorted(
      (a, b) =>
        (a.expiryDate ?? '').localeCompare(b.expiryDate ?? '') || a.onHand - b.onHand || a.lotId.localeCompare(b.lotId),
    )
