import type { ScanRefusal } from '#domain/lot/scan.ts'
import type { GateRefusal } from '#domain/lot/stock.ts'
import type { Locale } from './locale.ts'
import { lotRefusalWords, scanRefusalWords } from './lot.ts'
import { translateFor } from './translator.ts'

/** What may be refused while the stock book is kept, apart from labels and lots. */
export const STOCK_REASONS = [
  'not-found',
  'same-place',
  'not-enough-there',
  'counted-meanwhile',
  'counted-twice',
  'reason-missing',
  'already-set-aside',
  'not-set-aside',
  'expiry-not-known',
  'no-room',
  'not-taken-back',
  'already-taken-back',
  'same-day',
  'stale-version',
  'has-a-bag',
  'lot-refused',
  'request-reused',
  'try-again',
] as const

type StockRefusal =
  | GateRefusal
  | ScanRefusal
  | { readonly reason: string; readonly onHand?: number; readonly quantity?: number }

interface Explained {
  readonly reason: string
  readonly sentence: string
}

/** Turns refusals of the stock book into sentences; what the store itself refused beyond these is asked to be tried again. */
export const explainStock = (refusals: readonly StockRefusal[], locale: Locale): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map((refusal) => {
    const { reason } = refusal
    if ('at' in refusal) return { reason, sentence: scanRefusalWords(refusal, t).text }
    if ('ok' in refusal) return { reason, sentence: lotRefusalWords(refusal, { t, locale }).text }
    const known = STOCK_REASONS.find((one) => one === reason) ?? 'try-again'
    const { onHand = 0, quantity = 0 } = 'onHand' in refusal || 'quantity' in refusal ? refusal : {}
    return { reason: known, sentence: t(`needles.refused.${known}`, { onHand, quantity }) }
  })
}
