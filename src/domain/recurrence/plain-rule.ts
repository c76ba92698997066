import { civilOf, type DayNumber, monthLengthOf, type Weekday, weekdayOf } from '../time/calendar-date.ts'
import type { RecurrenceRule } from './rule.ts'

/** A daily or weekly rule as plain arithmetic on day numbers: no library, and as quick for a rule of ten years ago as for today's. */
export interface PlainRule {
  readonly startDay: DayNumber
  readonly untilDay: DayNumber | null
  readonly count: number | null
  /** the rule counts in days (1) or in weeks (7) */
  readonly stepDays: 1 | 7
  readonly interval: number
  readonly weekStart: Weekday
  /** bit n is set when weekday n (Monday 0) may occur */
  readonly weekdayMask: number
  readonly months: readonly number[]
  readonly monthDays: readonly number[]
}

const EVERY_WEEKDAY = 0b111_1111

/** A daily or weekly rule that starts on `startDay`, compiled; null for monthly and yearly ones. */
export const plainRuleOf = (rule: RecurrenceRule, startDay: DayNumber): PlainRule | null => {
  if (rule.frequency !== 'DAILY' && rule.frequency !== 'WEEKLY') return null
  const weekly = rule.frequency === 'WEEKLY'
  let weekdayMask = 0
  for (const { weekday } of rule.weekdays) weekdayMask |= 1 << weekday
  if (weekdayMask === 0) weekdayMask = weekly ? 1 << weekdayOf(startDay) : EVERY_WEEKDAY
  return {
    startDay,
    untilDay: rule.untilDay,
    count: rule.count,
    stepDays: weekly ? 7 : 1,
    interval: rule.interval,
    weekStart: rule.weekStart,
    weekdayMask,
    months: rule.months,
    monthDays: rule.monthDays,
  }
}

const weekOf = (day: DayNumber, weekStart: Weekday): number => Math.floor((day + 3 - weekStart) / 7)

const inMonth = (rule: PlainRule, day: DayNumber): boolean => {
  const date = civilOf(day)
  if (rule.months.length > 0 && !rule.months.includes(date.month)) return false
  if (rule.monthDays.length === 0) return true
  const length = monthLengthOf(date)
  return rule.monthDays.some((monthDay) => date.day === (monthDay > 0 ? monthDay : length + 1 + monthDay))
}

/** Whether a plain rule has the day, its count left aside. */
export const fallsOn = (rule: PlainRule, day: DayNumber): boolean => {
  if (day < rule.startDay || (rule.untilDay !== null && day > rule.untilDay)) return false
  if ((rule.weekdayMask & (1 << weekdayOf(day))) === 0) return false
  if (rule.interval !== 1) {
    const steps =
      rule.stepDays === 1 ? day - rule.startDay : weekOf(day, rule.weekStart) - weekOf(rule.startDay, rule.weekStart)
    if (steps % rule.interval !== 0) return false
  }
  return (rule.months.length === 0 && rule.monthDays.length === 0) || inMonth(rule, day)
}

/** The days of a plain rule from `firstDay` to `lastDay`, both included, sorted. */
export const plainDays = (rule: PlainRule, firstDay: DayNumber, lastDay: DayNumber): DayNumber[] => {
  const days: DayNumber[] = []
  // A counted rule has to be counted from its start; others can begin where the question does.
  let left = rule.count ?? Number.POSITIVE_INFINITY
  for (let day = rule.count === null ? Math.max(firstDay, rule.startDay) : rule.startDay; day <= lastDay; day++) {
    if (!fallsOn(rule, day)) continue
    if (left-- <= 0) break
    if (day >= firstDay) days.push(day)
  }
  return days
}
