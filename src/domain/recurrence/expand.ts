import {
  civilOf,
  type DayNumber,
  dayNumberOfCivil,
  monthLengthOf,
  type Weekday,
  weekdayOf,
} from '../time/calendar-date.ts'
import type { RecurrenceRule, WeekdayPart } from './rule.ts'

/*
 * RFC 5545, section 3.3.10, read as a filter: a rule's frequency cuts the calendar into days, weeks, months or years;
 * of each, those days are left that every BY part allows. That a part "expands" one frequency and "limits" another
 * only says from how many days one starts.
 */

/** A stretch of days within which the nth weekday is counted. */
interface Span {
  readonly firstDay: DayNumber
  readonly length: number
}

const yearSpan = (year: number): Span => {
  const firstDay = dayNumberOfCivil(year, 1, 1)
  return { firstDay, length: dayNumberOfCivil(year + 1, 1, 1) - firstDay }
}

const monthSpan = (year: number, month: number): Span => ({
  firstDay: dayNumberOfCivil(year, month, 1),
  length: monthLengthOf({ year, month }),
})

/** The number of the week that holds a day; weeks begin on `weekStart`. */
export const weekOf = (day: DayNumber, weekStart: Weekday): number => Math.floor((day + 3 - weekStart) / 7)

const firstDayOfWeek = (week: number, weekStart: Weekday): DayNumber => week * 7 + weekStart - 3

// Week one is the first with four days or more in the year: ISO 8601, for weeks that begin on any day.
const firstWeekDayOf = (year: number, weekStart: Weekday): DayNumber =>
  firstDayOfWeek(weekOf(dayNumberOfCivil(year, 1, 4), weekStart), weekStart)

const weekYearOf = (day: DayNumber, weekStart: Weekday): number => {
  const { year } = civilOf(day)
  if (day < firstWeekDayOf(year, weekStart)) return year - 1
  return day < firstWeekDayOf(year + 1, weekStart) ? year : year + 1
}

/**
 * The rule with what it leaves to its start written out: RFC 5545 takes "information, not contained in the rule" from
 * DTSTART. Afterwards the start matters only as the first day that may occur and as the first period to count from.
 */
export const resolved = (rule: RecurrenceRule, startDay: DayNumber): RecurrenceRule => {
  const { frequency, weekdays, monthDays, yearDays, weekNumbers, months } = rule
  if (frequency === 'DAILY' || weekdays.length + monthDays.length + yearDays.length > 0) return rule
  const start = civilOf(startDay)
  if (frequency === 'WEEKLY' || weekNumbers.length > 0) {
    return { ...rule, weekdays: [{ weekday: weekdayOf(startDay), ordinal: null }] }
  }
  const named = { ...rule, monthDays: [start.day] }
  return frequency === 'YEARLY' && months.length === 0 ? { ...named, months: [start.month] } : named
}

/** Where a day stands among the periods of the rule: its day, week, month or year. */
export const periodOf = (rule: RecurrenceRule, day: DayNumber): number => {
  if (rule.frequency === 'DAILY') return day
  if (rule.frequency === 'WEEKLY') return weekOf(day, rule.weekStart)
  if (rule.weekNumbers.length > 0) return weekYearOf(day, rule.weekStart)
  const { year, month } = civilOf(day)
  return rule.frequency === 'MONTHLY' ? year * 12 + month - 1 : year
}

const spanOf = (rule: RecurrenceRule, period: number): Span => {
  if (rule.frequency === 'DAILY') return { firstDay: period, length: 1 }
  if (rule.frequency === 'WEEKLY') return { firstDay: firstDayOfWeek(period, rule.weekStart), length: 7 }
  if (rule.frequency === 'MONTHLY') return monthSpan(Math.floor(period / 12), (period % 12) + 1)
  if (rule.weekNumbers.length === 0) return yearSpan(period)
  const firstDay = firstWeekDayOf(period, rule.weekStart)
  return { firstDay, length: firstWeekDayOf(period + 1, rule.weekStart) - firstDay }
}

/** The first day that a period of the rule can hold. */
export const firstDayOf = (rule: RecurrenceRule, period: number): DayNumber => spanOf(rule, period).firstDay

/** Whether a number from the start (1 is the first) or from the end (-1 is the last) means the place, of so many. */
const means = (number: number, place: number, length: number): boolean =>
  number > 0 ? number === place : number === place - length - 1

const meansOne = (numbers: readonly number[], place: number, length: number): boolean =>
  numbers.length === 0 || numbers.some((number) => means(number, place, length))

const isWeekday = (part: WeekdayPart, day: DayNumber, { firstDay, length }: Span): boolean => {
  if (part.weekday !== weekdayOf(day)) return false
  if (part.ordinal === null) return true
  const before = Math.floor((day - firstDay) / 7)
  return means(part.ordinal, before + 1, before + 1 + Math.floor((firstDay + length - 1 - day) / 7))
}

const allows = (rule: RecurrenceRule, day: DayNumber, period: Span): boolean => {
  const { weekdays, months, monthDays, yearDays, weekNumbers } = rule
  const { year, month, day: monthDay } = civilOf(day)
  if (months.length > 0 && !months.includes(month)) return false
  if (monthDays.length > 0 && !meansOne(monthDays, monthDay, monthLengthOf({ year, month }))) return false
  if (yearDays.length > 0) {
    const { firstDay, length } = yearSpan(year)
    if (!meansOne(yearDays, day - firstDay + 1, length)) return false
  }
  if (!meansOne(weekNumbers, Math.floor((day - period.firstDay) / 7) + 1, period.length / 7)) return false
  const counted = rule.frequency === 'YEARLY' && months.length > 0 ? monthSpan(year, month) : period
  return weekdays.length === 0 || weekdays.some((part) => isWeekday(part, day, counted))
}

/** The days of one period that the BY parts of a resolved rule leave, sorted; places in the set are not yet asked for. */
export const daysOfPeriod = (rule: RecurrenceRule, period: number): DayNumber[] => {
  const span = spanOf(rule, period)
  const days: DayNumber[] = []
  for (let day = span.firstDay; day < span.firstDay + span.length; day++) if (allows(rule, day, span)) days.push(day)
  return days
}

/** What BYSETPOS leaves of the sorted days of one period; all of them when it is not given. */
export const atPositions = (days: readonly DayNumber[], positions: readonly number[]): readonly DayNumber[] =>
  positions.length === 0 ? days : days.filter((_, index) => meansOne(positions, index + 1, days.length))
