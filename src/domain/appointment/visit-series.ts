import { type RecurrenceRule, written } from '../recurrence/rule.ts'
import { startsOfSeries } from '../recurrence/series.ts'
import { dayNumberOf, type Weekday } from '../time/calendar-date.ts'

/** "Six visits, weekly, Tuesdays at ten": the wish for several visits of one kind. */
export interface VisitSeries {
  /** 'YYYY-MM-DD' where the clinic is; the first visit is not before it */
  readonly firstDate: string
  /** minutes past midnight on the clinic's wall, for every visit */
  readonly startMinute: number
  readonly every: number
  readonly unit: 'days' | 'weeks'
  /** for weeks; none: that of the first date */
  readonly weekdays: readonly Weekday[]
  readonly count: number
}

/** More visits than a course of treatment has. */
export const MOST_VISITS = 20
/** As far as a series may reach. */
const LONGEST_DAYS = 366

const ruleOf = ({ unit, every, weekdays, count }: VisitSeries): RecurrenceRule =>
  written({
    frequency: unit === 'days' ? 'DAILY' : 'WEEKLY',
    interval: every,
    count,
    untilDay: null,
    weekStart: 0,
    weekdays: unit === 'days' ? [] : weekdays.map((weekday) => ({ weekday, ordinal: null })),
    months: [],
    monthDays: [],
    yearDays: [],
    weekNumbers: [],
    positions: [],
  })

/**
 * When the visits of a series would begin: epoch ms, sorted, at most `count` and at most a year ahead. The wall shows the
 * same time at each of them, on both sides of a change of the clock; a date that lacks the time is passed over (D7, D11).
 */
export function startsOfVisits(series: VisitSeries, zone: string): number[] {
  const first = dayNumberOf(series.firstDate)
  const { startMinute, firstDate } = series
  return startsOfSeries(
    { rule: ruleOf(series), startMinute, validFrom: firstDate, validUntil: null },
    zone,
    first,
    first + LONGEST_DAYS,
  )
}
