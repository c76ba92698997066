import { type AffectedVisit, affectedOffer } from './affected-visits.ts'
import type { Locale } from './locale.ts'
import { translateFor } from './translator.ts'

/** What does not fit together in hours or exceptions as they were sent. */
export type ScheduleFault =
  | 'too-long'
  | 'ends-before-it-begins'
  | 'dates-outside'
  | 'no-dates'
  | 'no-such-time'
  | 'where'

export type ScheduleRefusal =
  | { readonly reason: string }
  | { readonly reason: 'rule'; readonly because: string; readonly part: string }
  | { readonly reason: 'faulty'; readonly fault: ScheduleFault }
  | { readonly reason: 'visits-affected'; readonly visits: readonly AffectedVisit[] }

interface Explained {
  readonly reason: string
  readonly sentence: string
  readonly offer?: unknown
}

const FIELDS: Readonly<Record<ScheduleFault, string>> = {
  'too-long': 'endMinute',
  'ends-before-it-begins': 'until',
  'dates-outside': 'addedDates',
  'no-dates': 'rule',
  'no-such-time': 'from',
  where: 'locationId',
}

const REASONS = ['not-found', 'stale-version', 'over', 'nobody-to-tell', 'request-reused', 'try-again'] as const

/** Turns refusals about hours and exceptions into sentences; one that belongs to a field names it. */
export const explainSchedule = (
  refusals: readonly ScheduleRefusal[],
  locale: Locale,
  affectedFrom = 0,
): readonly Explained[] => {
  const t = translateFor(locale)
  return refusals.map((refusal) => {
    const { reason } = refusal
    if ('fault' in refusal) {
      const fields = [FIELDS[refusal.fault]]
      return { reason, sentence: t(`schedule.fault.${refusal.fault}`), offer: { fields } }
    }
    if ('because' in refusal) {
      const sentence = t(`schedule.paste.${refusal.because}`, { part: refusal.part, zone: '' })
      return { reason, sentence, offer: { fields: ['rule'] } }
    }
    if ('visits' in refusal) {
      const { visits } = refusal
      return {
        reason,
        sentence: t('schedule.refused.visits-affected', { count: visits.length }),
        offer: affectedOffer(visits, locale, affectedFrom),
      }
    }
    return { reason, sentence: t(`schedule.refused.${REASONS.find((known) => known === reason) ?? 'try-again'}`) }
  })
}
