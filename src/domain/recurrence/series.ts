import { type DayNumber, dayNumberOf } from '../time/calendar-date.ts'
import { DAY_MS, MINUTE_MS, namedInstantOf, offsetTableOf } from '../time/zone.ts'
import { daysOfRule } from './dates.ts'
import { missingDays } from './missing-days.ts'
import type { RecurrenceRule } from './rule.ts'

/** What repeats at one time of day: the recurrence set of RFC 5545 (DTSTART, RRULE, RDATE, EXDATE) on the wall of a zone. */
export interface Series {
  readonly rule: RecurrenceRule
  /** minutes past midnight on the wall */
  readonly startMinute: number
  /** 'YYYY-MM-DD', included; the rule is counted from here */
  readonly validFrom: string
  /** 'YYYY-MM-DD', included; null: until further notice */
  readonly validUntil: string | null
  /** further dates within the validity, whatever the rule says */
  readonly rdates: readonly string[]
  /** dates taken out, whatever the rule or the further dates say */
  readonly exdates: readonly string[]
}

/** The days of a series from `firstDay` to `lastDay`, both included, sorted, each once. */
export const daysOfSeries = (series: Series, zone: string, firstDay: DayNumber, lastDay: DayNumber): DayNumber[] => {
  const from = dayNumberOf(series.validFrom)
  const until = series.validUntil === null ? lastDay : Math.min(lastDay, dayNumberOf(series.validUntil))
  const first = Math.max(firstDay, from)
  const days = new Set(daysOfRule(series.rule, from, first, until, missingDays(zone, series.startMinute)))
  for (const date of series.rdates) {
    const day = dayNumberOf(date)
    if (day >= first && day <= until) days.add(day)
  }
  for (const date of series.exdates) days.delete(dayNumberOf(date))
  return [...days].sort((a, b) => a - b)
}

/** The instants at which a series begins on the dates from `firstDay` to `lastDay`: epoch ms, sorted. A time that the wall shows twice is its first showing. */
export const startsOfSeries = (series: Series, zone: string, firstDay: DayNumber, lastDay: DayNumber): number[] => {
  const table = offsetTableOf(zone)
  return daysOfSeries(series, zone, firstDay, lastDay).map((day) =>
    namedInstantOf(day * DAY_MS + series.startMinute * MINUTE_MS, table),
  )
}
