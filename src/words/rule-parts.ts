import type { WeekdayPart } from '#domain/recurrence/rule.ts'
import type { Weekday } from '#domain/time/calendar-date.ts'
import { intlTagOf, type Locale } from './locale.ts'
import type { Translate } from './translator.ts'

/** Whose words; `t` with the full keys of the catalogue. */
export interface RuleContext {
  readonly locale: Locale
  readonly t: Translate
}

/*
 * The smallest parts of a sentence about a rule, each with the words that say it. What says them (rule.ts) and what
 * reads them back (read-rule.ts) share these, so that whatever is said can be read.
 */

export const listOf = (items: readonly string[], { locale }: RuleContext): string =>
  new Intl.ListFormat(intlTagOf(locale), { type: 'conjunction' }).format(items)

/** The first, the last: `n` counts from the start, or, below nothing, from the end. */
export const placeWords = (n: number, { t }: RuleContext): string =>
  n > 0 ? t('rule.place', { n }) : t('rule.placeFromEnd', { n: -n })

export const weekdayName = (weekday: number, { t }: RuleContext): string => t(`rule.weekday.${weekday}`)
export const monthName = (month: number, { t }: RuleContext): string => t(`rule.month.${month}`)

/** "the 15th", "the last day" */
export const monthDayWords = (n: number, context: RuleContext): string =>
  n > 0 ? context.t('rule.monthDay', { n }) : context.t('rule.monthDayFromEnd', { place: placeWords(n, context) })

/** "day 100 of the year" */
export const yearDayWords = (n: number, context: RuleContext): string =>
  n > 0 ? context.t('rule.yearDay', { n }) : context.t('rule.yearDayFromEnd', { place: placeWords(n, context) })

/** "week 20" */
export const weekWords = (n: number, context: RuleContext): string =>
  n > 0 ? context.t('rule.week', { n }) : context.t('rule.weekFromEnd', { place: placeWords(n, context) })

/** "the second Monday"; without a number "every Monday", or only "Monday" where a set is spoken of. */
export const weekdayWords = (part: WeekdayPart, bare: boolean, context: RuleContext): string => {
  const weekday = weekdayName(part.weekday, context)
  if (part.ordinal !== null) {
    return context.t('rule.placedWeekday', { place: placeWords(part.ordinal, context), weekday })
  }
  return bare ? weekday : context.t('rule.everyWeekday', { weekday })
}

/** From three days in a row on, only the first and the last are said. */
const SHORTEST_RUN = 3

/** Cuts sorted whole numbers into runs without gaps. */
export const runsOf = (numbers: readonly number[]): (readonly [first: number, last: number])[] => {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const open = runs.at(-1)
    if (open !== undefined && open[1] === number - 1) open[1] = number
    else runs.push([number, number])
  }
  return runs.flatMap(([first, last]): [number, number][] =>
    last - first + 1 >= SHORTEST_RUN
      ? [[first, last]]
      : Array.from({ length: last - first + 1 }, (_, index) => [first + index, first + index]),
  )
}

export const weekdayRunWords = (first: number, last: number, context: RuleContext): string =>
  first === last
    ? weekdayName(first, context)
    : context.t('rule.weekdays', { first: weekdayName(first, context), last: weekdayName(last, context) })

export const monthDayRunWords = (first: number, last: number, context: RuleContext): string =>
  first === last ? monthDayWords(first, context) : context.t('rule.monthDays', { first, last })

export const ALL_WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]
