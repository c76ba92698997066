import { type DayNumber, dateOf, dayNumberOf } from '../time/calendar-date.ts'
import { DAY_MS, firstInstantOf, MINUTE_MS, meaningOf, offsetTableOf } from '../time/zone.ts'
import { daysOfRule } from './dates.ts'
import { missingDays } from './missing-days.ts'
import { beginningMs, daysOfSeries, type Series } from './series.ts'

/** What a change of the clock does to hours on one date. */
export type ClockNote =
  /** the clock is put forward over the beginning: no hours that day */
  | { readonly date: string; readonly kind: 'missing' }
  /** the beginning comes twice: the first counts */
  | { readonly date: string; readonly kind: 'twice' }
  /** the end comes twice: the first counts */
  | { readonly date: string; readonly kind: 'end-twice' }
  /** they last so many minutes less, or more, than the wall shows */
  | { readonly date: string; readonly kind: 'shorter' | 'longer'; readonly minutes: number }

interface Shift extends Series {
  readonly endMinute: number
}

const noteOf = (day: DayNumber, { startMinute, endMinute }: Shift, zone: string): ClockNote | null => {
  const table = offsetTableOf(zone)
  const date = dateOf(day)
  if (startMinute > 0 && meaningOf(day * DAY_MS + startMinute * MINUTE_MS, table).kind === 'two')
    return { date, kind: 'twice' }
  const lasts = firstInstantOf(day * DAY_MS + endMinute * MINUTE_MS, table) - beginningMs(day, startMinute, table)
  const minutes = lasts / MINUTE_MS - (endMinute - startMinute)
  if (minutes === 0) {
    const isEndTwice = meaningOf(day * DAY_MS + endMinute * MINUTE_MS, table).kind === 'two'
    return isEndTwice ? { date, kind: 'end-twice' } : null
  }
  return { date, kind: minutes < 0 ? 'shorter' : 'longer', minutes: Math.abs(minutes) }
}

/** What the changes of the clock do to hours from `firstDay` to `lastDay`, both included, in order. */
export const clockNotes = (shift: Shift, zone: string, firstDay: DayNumber, lastDay: DayNumber): ClockNote[] => {
  const from = dayNumberOf(shift.validFrom)
  const until = shift.validUntil === null ? lastDay : Math.min(lastDay, dayNumberOf(shift.validUntil))
  const lacking = shift.startMinute === 0 ? new Set<DayNumber>() : missingDays(zone, shift.startMinute)
  const wished = new Set(lacking.size === 0 ? [] : daysOfRule(shift.rule, from, Math.max(from, firstDay), until))
  const missing = [...wished]
    .filter((day) => lacking.has(day))
    .map((day): ClockNote => ({ date: dateOf(day), kind: 'missing' }))
  const others = daysOfSeries(shift, zone, firstDay, lastDay).flatMap((day) => noteOf(day, shift, zone) ?? [])
  return [...missing, ...others].sort((a, b) => (a.date < b.date ? -1 : 1))
}
