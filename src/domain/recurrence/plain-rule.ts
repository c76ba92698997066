import { civilOf, type DayNumber, monthLengthOf, type Weekday, weekdayOf } from '../time/calendar-date.ts'
import { weekOf } from './expand.ts'
import type { RecurrenceRule } from './rule.ts'

/** A daily or weekly rule as a question about one day, for whoever asks about many days of many people. */
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

/** A daily or weekly rule that starts on `startDay`, compiled; null when a day alone cannot tell: months, years, places in a set. */
export const plainRuleOf = (rule: RecurrenceRule, startDay: DayNumber): PlainRule | null => {
  if ((rule.frequency !== 'DAILY' && rule.frequency !== 'WEEKLY') || rule.positions.length > 0) return null
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
