import type { Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/** What may be refused about needles that are in, and what goes wrong with them. */
export const SAFETY_REASONS = [
  'not-found',
  'not-allowed',
  'record-closed',
  'stale-version',
  'no-needles',
  'not-counted',
  'own-count',
  'more-out-than-in',
  'more-left-than-in',
  'removal-day-past',
  'no-mail-address',
  'unknown-area',
  'other-text',
  'request-reused',
  'try-again',
  'duplicate',
] as const

export type SafetyReason = (typeof SAFETY_REASONS)[number]

interface Explained {
  readonly reason: string
  readonly sentence: string
}

/** Turns refusals into sentences for staff. What the store itself refused beyond these is asked to be tried again. */
export const explainSafety = (
  refusals: readonly { readonly reason: string }[],
  locale: Locale,
): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map(({ reason }) => {
    const known = SAFETY_REASONS.find((one) => one === reason) ?? 'try-again'
    return { reason: known, sentence: t(`safety.refused.${known}`) }
  })
}
