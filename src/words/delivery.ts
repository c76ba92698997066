import type { ReceiptRefusal } from '#domain/lot/receipt.ts'
import type { ScanRefusal } from '#domain/lot/scan.ts'
import type { Locale } from './locale.ts'
import { lotRefusalWords, scanRefusalWords } from './lot.ts'
import { translateFor } from './translator.ts'

/** What may be refused while goods are received, apart from labels and lots. */
const REASONS = [
  'other-box',
  'not-found',
  'unknown-needle',
  'two-expiries',
  'duplicate',
  'request-reused',
  'try-again',
] as const

export type DeliveryRefusal = ScanRefusal | ReceiptRefusal | { readonly reason: string }

interface Explained {
  readonly reason: string
  readonly sentence: string
}

/** Turns refusals of a label or a delivery into sentences for whoever keeps the stock. */
export const explainDelivery = (refusals: readonly DeliveryRefusal[], locale: Locale): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map((refusal) => {
    const { reason } = refusal
    if ('labelDate' in refusal) return { reason, sentence: lotRefusalWords(refusal, { t, locale }).text }
    if ('at' in refusal) return { reason, sentence: scanRefusalWords(refusal, t).text }
    const known = REASONS.find((one) => one === reason) ?? 'try-again'
    return { reason: known, sentence: t(`delivery.refused.${known}`) }
  })
}
