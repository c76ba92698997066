import type { ServiceFault } from '#domain/appointment/service-faults.ts'
import { type AffectedVisit, affectedOffer } from './affected-visits.ts'
import type { Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/** What may be refused while the clinic is set up. */
export const SETUP_REASONS = [
  'not-found',
  'stale-version',
  'duplicate',
  'request-reused',
  'try-again',
  'not-yours-to-lengthen',
] as const

/** What does not fit together in what was written down, besides services. */
export type SetupFault =
  | ServiceFault
  | { readonly field: 'validUntil' | 'awayUntil'; readonly fault: 'ends-before-it-begins' }
  | { readonly field: 'places'; readonly fault: 'no-place' | 'place-twice' }
  | { readonly field: 'languages'; readonly fault: 'no-language' }
  | { readonly field: 'extraMinutes'; readonly fault: 'no-minutes' }

export type SetupRefusal =
  | { readonly reason: string }
  | ({ readonly reason: 'faulty' } & SetupFault)
  | { readonly reason: 'visits-affected'; readonly visits: readonly AffectedVisit[] }

interface Explained {
  readonly reason: string
  readonly sentence: string
  readonly offer?: unknown
}

/** Turns refusals of an edit into sentences; one that belongs to a field names it, so that it can stand there. */
export const explainSetup = (
  refusals: readonly SetupRefusal[],
  locale: Locale,
  affectedFrom = 0,
): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map((refusal) => {
    const { reason } = refusal
    if ('fault' in refusal)
      return { reason, sentence: t(`settings.fault.${refusal.fault}`), offer: { fields: [refusal.field] } }
    if ('visits' in refusal)
      return {
        reason,
        sentence: t('settings.refused.visits-affected', { count: refusal.visits.length }),
        offer: affectedOffer(refusal.visits, locale, affectedFrom),
      }
    const known = SETUP_REASONS.find((one) => one === reason) ?? 'try-again'
    return { reason, sentence: t(`settings.refused.${known}`) }
  })
}
