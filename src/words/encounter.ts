import type { CompletionBlocker } from '#domain/encounter/completion.ts'
import type { Matter } from '#domain/encounter/what-matters.ts'
import { INCIDENT_KINDS } from '#domain/incident/incident.ts'
import { intlTagOf, type Locale } from './locale.ts'
import { formatDate, formatDay } from './time.ts'
import type { Translate } from './translator.ts'

interface Context {
  readonly t: Translate
  readonly locale: Locale
}

interface MatterContext extends Context {
  /** The name of an area with its side in words. */
  readonly areaName: (areaId: string) => string
}

const listOf = (words: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(intlTagOf(locale), { type: 'conjunction' }).format(words)

const countOpenWords = (opened: number, inserted: number, t: Translate): string =>
  [
    ...(inserted > 0 ? [t('encounter.blocker.count-open.inserted', { needles: inserted })] : []),
    ...(inserted < 0 ? [t('encounter.blocker.count-open.insertedTooMany', { needles: -inserted })] : []),
    ...(opened > 0 ? [t('encounter.blocker.count-open.opened', { needles: opened })] : []),
    ...(opened < 0 ? [t('encounter.blocker.count-open.openedTooMany', { needles: -opened })] : []),
  ].join(' ')

/** What still stands between a visit and its completion, as one sentence that says what to do. */
export const blockerWords = (blocker: CompletionBlocker, { t, locale }: Context): string => {
  const key = `encounter.blocker.${blocker.reason}`
  switch (blocker.reason) {
    case 'no-procedure-recorded':
    case 'count-missing':
    case 'count-deferred':
    case 'second-count-missing':
    case 'second-count-differs':
      return t(key)
    case 'consent-missing':
      return t(key, { why: t(`encounter.consentDue.${blocker.due}`) })
    case 'screening-missing': {
      const questions = blocker.questions.map((short) => short[locale])
      return t(key, { count: questions.length, questions: listOf(questions, locale) })
    }
    case 'count-open':
      return countOpenWords(blocker.opened, blocker.inserted, t)
    case 'count-differs-from-procedures':
      return t(key, { counted: blocker.counted, recorded: blocker.recorded })
    case 'left-in-place-not-explained':
      return t(key, {
        lacks: listOf(
          blocker.lacks.map((lack) => t(`encounter.lack.${lack}`)),
          locale,
        ),
      })
    default:
      return t(key, { needles: blocker.needles })
  }
}

const CONDITIONS = [
  'anticoagulant',
  'pregnancy',
  'pacemaker',
  'bleeding-tendency',
  'epilepsy',
  'fainted-before',
  'needle-phobia',
  'diabetes',
]

const INCIDENTS = INCIDENT_KINDS.filter((kind) => kind !== 'other') as readonly string[]

/** The weekday and the day of a date that belongs to no zone: "Thu 26 Nov". */
const dayWords = (date: string, locale: Locale): string =>
  formatDay(Date.parse(`${date}T00:00:00Z`), { locale, zone: 'UTC' }, { length: 'short' })

/** One line on the practitioner's card. A condition or incident nobody has words for is shown as it was recorded. */
export const matterWords = (matter: Matter, { t, locale, areaName }: MatterContext): string => {
  switch (matter.code) {
    case 'condition':
      return CONDITIONS.includes(matter.condition)
        ? t(`encounter.condition.${matter.condition}`)
        : t('encounter.condition.other', { condition: matter.condition })
    case 'name-alert':
      return t('encounter.matter.name-alert', { others: matter.others })
    case 'last-reaction': {
      const kind = t(`encounter.incident.${INCIDENTS.includes(matter.kind) ? matter.kind : 'other'}`)
      return t('encounter.matter.last-reaction', { kind, date: formatDate(matter.onDate, locale) })
    }
    case 'review-due':
    case 'review-overdue':
      return t(`encounter.matter.${matter.code}`, { visit: matter.visit })
    case 'plan-visit':
    case 'plan-used-up':
      return t(`encounter.matter.${matter.code}`, { visit: matter.visit, of: matter.of })
    case 'resting-areas': {
      const areas = matter.areas.map(({ areaId, untilDate }) =>
        t('encounter.matter.rests-until', { area: areaName(areaId), day: dayWords(untilDate, locale) }),
      )
      return t('encounter.matter.resting-areas', { areas: listOf(areas, locale) })
    }
    case 'held-areas':
      return t(`encounter.matter.${matter.code}`, { areas: listOf(matter.areaIds.map(areaName), locale) })
    default:
      return t(`encounter.matter.${matter.code}`)
  }
}
