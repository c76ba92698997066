import { civilOf, type DayNumber, monthLengthOf } from '../time/calendar-date.ts'
import { resolved } from './expand.ts'
import { type RecurrenceRule, written } from './rule.ts'

/** A rule that passes over the months that lack its day, and the rule that takes their last day instead. */
export interface MonthEnd {
  /** 29, 30 or 31 */
  readonly monthDay: number
  readonly instead: RecurrenceRule | null
}

const SHORTEST = 28
const COMMON_YEAR = 2027

// Every sixth month from March on is March and September, and no other.
const monthsOf = (rule: RecurrenceRule, startDay: DayNumber): number[] => {
  const step = rule.frequency === 'MONTHLY' ? rule.interval : 1
  const first = civilOf(startDay).month - 1
  const met = Array.from({ length: 12 }, (_, index) => ((first + index * step) % 12) + 1)
  return [...new Set(met)].filter((month) => rule.months.length === 0 || rule.months.includes(month))
}

/**
 * Whether a rule that starts on `startDay` skips months because they lack its day (D8): RFC 5545 has a 31st seven times a
 * year. Who means the last day of each month has to say so; `instead` says it for them, as SKIP=BACKWARD of RFC 7529 would.
 */
export const monthEndOf = (rule: RecurrenceRule, startDay: DayNumber): MonthEnd | null => {
  const whole = resolved(rule, startDay)
  const late = whole.monthDays.filter((day) => day > SHORTEST)
  const [monthDay] = late
  if (monthDay === undefined || late.length > 1 || whole.weekdays.length + whole.positions.length > 0) return null
  const months = monthsOf(whole, startDay)
  if (months.every((month) => monthLengthOf({ year: COMMON_YEAR, month }) >= monthDay)) return null
  if (whole.monthDays.length > 1) return { monthDay, instead: null }
  if (monthDay === 31 || (monthDay === 29 && months.every((month) => month === 2))) {
    return { monthDay, instead: written({ ...whole, monthDays: [-1] }) }
  }
  // "The last of the 28th to the 30th" is the 30th, or the last day of a month that has none.
  const onePerPeriod = whole.frequency === 'MONTHLY' || whole.months.length === 1
  if (!onePerPeriod || whole.frequency === 'DAILY') return { monthDay, instead: null }
  const monthDays = Array.from({ length: monthDay - SHORTEST + 1 }, (_, index) => SHORTEST + index)
  return { monthDay, instead: written({ ...whole, monthDays, positions: [-1] }) }
}
