import type { Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/** What may be refused when a record is opened outside one's care, or that is looked into. */
export const GLASS_REASONS = [
  'not-found',
  'not-allowed',
  'in-care',
  'own-opening',
  'stale-version',
  'request-reused',
  'try-again',
] as const
type GlassReason = (typeof GLASS_REASONS)[number]

interface Explained {
  readonly reason: string
  readonly sentence: string
}

const isKnown = (reason: string): reason is GlassReason => GLASS_REASONS.some((one) => one === reason)

export const explainGlass = (
  refusals: readonly { readonly reason: string }[],
  locale: Locale,
): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map(({ reason }) => ({
    reason,
    sentence: t(`glass.refused.${isKnown(reason) ? reason : 'try-again'}`),
  }))
}
