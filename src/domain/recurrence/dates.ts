import { type DayNumber, dateOf, dayNumberOf } from '../time/calendar-date.ts'
import { atPositions, daysOfPeriod, firstDayOf, periodOf, resolved } from './expand.ts'
import type { RecurrenceRule } from './rule.ts'

const NONE: ReadonlySet<DayNumber> = new Set()

/**
 * The days of a rule that starts on `startDay`, from `firstDay` to `lastDay`, both included, sorted. The start itself is
 * one of them only when it satisfies the rule. `missing` are the days that lack the time of day, from `missingDays`:
 * like a 30 February they do not exist for the rule, are not counted and take no place in a set.
 */
export const daysOfRule = (
  rule: RecurrenceRule,
  startDay: DayNumber,
  firstDay: DayNumber,
  lastDay: DayNumber,
  missing: ReadonlySet<DayNumber> = NONE,
): DayNumber[] => {
  const last = rule.untilDay === null ? lastDay : Math.min(lastDay, rule.untilDay)
  if (last < firstDay || last < startDay) return []
  const whole = resolved(rule, startDay)
  const start = periodOf(whole, startDay)
  // A counted rule has to be counted from its start; others can begin where the question does.
  const skipped = rule.count === null ? Math.floor((periodOf(whole, firstDay) - start) / rule.interval) : 0
  let left = rule.count ?? Number.POSITIVE_INFINITY
  const days: DayNumber[] = []
  for (let period = start + Math.max(0, skipped) * rule.interval; ; period += rule.interval) {
    if (firstDayOf(whole, period) > last) return days
    const real = daysOfPeriod(whole, period).filter((day) => !missing.has(day))
    for (const day of atPositions(real, rule.positions)) {
      if (day < startDay) continue
      if (day > last || left-- <= 0) return days
      if (day >= firstDay) days.push(day)
    }
  }
}

/** As `daysOfRule`, for dates written 'YYYY-MM-DD'. */
export const datesOfRule = (
  rule: RecurrenceRule,
  startDate: string,
  firstDate: string,
  lastDate: string,
  missing?: ReadonlySet<DayNumber>,
): string[] =>
  daysOfRule(rule, dayNumberOf(startDate), dayNumberOf(firstDate), dayNumberOf(lastDate), missing).map(dateOf)
