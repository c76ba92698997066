// The package has named exports for bundlers and only a default one for Node; the namespace has both.
import * as loaded from 'rrule'
import { type DayNumber, dateOf, dayNumberOf } from '../time/calendar-date.ts'
import { DAY_MS } from '../time/zone.ts'
import { plainDays, plainRuleOf } from './plain-rule.ts'
import type { RecurrenceRule } from './rule.ts'

type Library = Pick<typeof loaded, 'RRule'>

const library: Library = 'RRule' in loaded ? loaded : (loaded as { default: Library }).default
const { RRule } = library

const orNull = (values: readonly number[]): number[] | null => (values.length > 0 ? [...values] : null)

// Days stand for themselves as midnights of a made-up UTC. The library is never given a zone: with one, what it
// answers depends on the zone of the process (D1).
const floating = (day: DayNumber): Date => new Date(day * DAY_MS)

const libraryDays = (
  rule: RecurrenceRule,
  startDay: DayNumber,
  firstDay: DayNumber,
  lastDay: DayNumber,
): DayNumber[] => {
  const weekdays = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU]
  const expansion = new RRule(
    {
      freq: RRule[rule.frequency],
      dtstart: floating(startDay),
      tzid: null,
      interval: rule.interval,
      wkst: weekdays[rule.weekStart]!,
      count: rule.count,
      until: rule.untilDay === null ? null : floating(rule.untilDay),
      bymonth: orNull(rule.months),
      bymonthday: orNull(rule.monthDays),
      byyearday: orNull(rule.yearDays),
      byweekno: orNull(rule.weekNumbers),
      bysetpos: orNull(rule.positions),
      byweekday:
        rule.weekdays.length === 0
          ? null
          : rule.weekdays.map(({ weekday, ordinal }) =>
              ordinal === null ? weekdays[weekday]! : weekdays[weekday]!.nth(ordinal),
            ),
    },
    true,
  )
  return expansion.between(floating(firstDay), floating(lastDay), true).map((date) => date.getTime() / DAY_MS)
}

/** The days of a rule that starts on `startDay`, from `firstDay` to `lastDay`, both included, sorted. */
export const daysOfRule = (
  rule: RecurrenceRule,
  startDay: DayNumber,
  firstDay: DayNumber,
  lastDay: DayNumber,
): DayNumber[] => {
  const last = rule.untilDay === null ? lastDay : Math.min(lastDay, rule.untilDay)
  if (last < firstDay || last < startDay) return []
  const plain = plainRuleOf(rule, startDay)
  return plain === null ? libraryDays(rule, startDay, firstDay, last) : plainDays(plain, firstDay, last)
}

/**
 * The dates ('YYYY-MM-DD') of a rule that starts on `startDate`, from `firstDate` to `lastDate`, both included, sorted.
 * The start itself is one of them only when it satisfies the rule.
 */
export const datesOfRule = (rule: RecurrenceRule, startDate: string, firstDate: string, lastDate: string): string[] =>
  daysOfRule(rule, dayNumberOf(startDate), dayNumberOf(firstDate), dayNumberOf(lastDate)).map(dateOf)
