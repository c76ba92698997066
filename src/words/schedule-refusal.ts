import type { LocalizedText } from '#domain/body/area.ts'
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

interface AffectedVisit {
  readonly id: string
  readonly patientId: string
  readonly startMs: number
  readonly timeZone: string
  readonly patientName: string
  readonly practitionerName: string
  readonly serviceName: LocalizedText
}

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

const REASONS = ['not-found', 'stale-version', 'over', 'request-reused', 'try-again'] as const

/** As many visits as are shown one by one; of more, how many there are. */
const SHOWN_VISITS = 100

/** Turns refusals about hours and exceptions into sentences; one that belongs to a field names it. */
export const explainSchedule = (refusals: readonly ScheduleRefusal[], locale: Locale): readonly Explained[] => {
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
        offer: { count: visits.length, visits: visits.slice(0, SHOWN_VISITS).map((visit) => shownOf(visit, locale)) },
      }
    }
    return { reason, sentence: t(`schedule.refused.${REASONS.find((known) => known === reason) ?? 'try-again'}`) }
  })
}

const shownOf = (visit: AffectedVisit, locale: Locale) => ({
  ...{ id: visit.id, patientId: visit.patientId, timeZone: visit.timeZone },
  ...{ patientName: visit.patientName, practitionerName: visit.practitionerName },
  startIso: new Date(visit.startMs).toISOString(),
  serviceName: visit.serviceName[locale],
})
