import { type DayNumber, dayNumberOf } from '../time/calendar-date.ts'
import { DAY_MS, firstInstantOf, MINUTE_MS, namedInstantOf, type OffsetTable, offsetTableOf } from '../time/zone.ts'
import { daysOfRule } from './dates.ts'
import { missingDays } from './missing-days.ts'
import type { RecurrenceRule } from './rule.ts'

const NONE: ReadonlySet<DayNumber> = new Set()

/*
 * What begins at midnight begins with its day, whenever that does: a clinic that is always open is open on a day without
 * a midnight as well (C8). Every other beginning is a time of day, which some days lack.
 */

/** The days that lack the beginning: a rule passes over them and does not count them (D7). */
export const daysWithoutBeginning = (zone: string, startMinute: number): ReadonlySet<DayNumber> =>
  startMinute === 0 ? NONE : missingDays(zone, startMinute)

/** The instant at which something begins on a day; a time that the wall shows twice is its first showing. */
export const beginningMs = (day: DayNumber, startMinute: number, table: OffsetTable): number => {
  const localMs = day * DAY_MS + startMinute * MINUTE_MS
  return startMinute === 0 ? firstInstantOf(localMs, table) : namedInstantOf(localMs, table)
}

/** What repeats at one time of day: the recurrence set of RFC 5545 (DTSTART, RRULE, RDATE, EXDATE) on the wall of a zone. */
export interface Series {
  readonly rule: RecurrenceRule
  /** minutes past midnight on the wall */
  readonly startMinute: number
  /** 'YYYY-MM-DD', included; the rule is counted from here */
  readonly validFrom: string
  /** 'YYYY-MM-DD', included; null: until further notice */
  readonly validUntil: string | null
  /** further dates within the validity, whatever the rule says (RDATE) */
  readonly addedDates?: readonly string[]
  /** dates taken out, whatever the rule or the further dates say (EXDATE) */
  readonly droppedDates?: readonly string[]
}

/** The days of a series from `firstDay` to `lastDay`, both included, sorted, each once. */
export const daysOfSeries = (series: Series, zone: string, firstDay: DayNumber, lastDay: DayNumber): DayNumber[] => {
  const from = dayNumberOf(series.validFrom)
  const until = series.validUntil === null ? lastDay : Math.min(lastDay, dayNumberOf(series.validUntil))
  const first = Math.max(firstDay, from)
  const days = new Set(daysOfRule(series.rule, from, first, until, daysWithoutBeginning(zone, series.startMinute)))
  for (const date of series.addedDates ?? []) {
    const day = dayNumberOf(date)
    if (day >= first && day <= until) days.add(day)
  }
  for (const date of series.droppedDates ?? []) days.delete(dayNumberOf(date))
  return [...days].sort((a, b) => a - b)
}

/** The instants at which a series begins on the dates from `firstDay` to `lastDay`: epoch ms, sorted. */
export const startsOfSeries = (series: Series, zone: string, firstDay: DayNumber, lastDay: DayNumber): number[] => {
  const table = offsetTableOf(zone)
  return daysOfSeries(series, zone, firstDay, lastDay).map((day) => beginningMs(day, series.startMinute, table))
}
