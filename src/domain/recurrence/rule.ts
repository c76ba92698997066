import { type DayNumber, dateOf, type Weekday } from '../time/calendar-date.ts'

/** As RFC 5545 writes them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

export interface WeekdayPart {
  readonly weekday: Weekday
  /** 2 is the second of its month or year, -1 the last; null is every one */
  readonly ordinal: number | null
}

/** A rule about dates alone: times of day and zones are no part of it (they belong to what repeats). */
export interface RecurrenceRule {
  /** the parts in one fixed order, so that equal rules have equal texts */
  readonly text: string
  readonly frequency: Frequency
  readonly interval: number
  readonly count: number | null
  /** the last day that may occur, itself included */
  readonly untilDay: DayNumber | null
  readonly weekStart: Weekday
  readonly weekdays: readonly WeekdayPart[]
  readonly months: readonly number[]
  readonly monthDays: readonly number[]
  readonly yearDays: readonly number[]
  readonly weekNumbers: readonly number[]
  readonly positions: readonly number[]
}

export type RuleParts = Omit<RecurrenceRule, 'text'>

const textOf = (rule: RuleParts): string => {
  const pieces: [string, string | number | null][] = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? null : rule.interval],
    ['COUNT', rule.count],
    ['UNTIL', rule.untilDay === null ? null : dateOf(rule.untilDay).replaceAll('-', '')],
    ['WKST', rule.weekStart === 0 ? null : WEEKDAYS[rule.weekStart]!],
    ['BYMONTH', rule.months.join()],
    ['BYWEEKNO', rule.weekNumbers.join()],
    ['BYYEARDAY', rule.yearDays.join()],
    ['BYMONTHDAY', rule.monthDays.join()],
    ['BYDAY', rule.weekdays.map((part) => `${part.ordinal ?? ''}${WEEKDAYS[part.weekday]}`).join()],
    ['BYSETPOS', rule.positions.join()],
  ]
  return pieces
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(';')
}

/** The rule of these parts, with its text. */
export const written = (parts: RuleParts): RecurrenceRule => ({ ...parts, text: textOf(parts) })

export type RuleRefusal =
  | 'not-a-rule'
  | 'unknown-part'
  | 'repeated-part'
  | 'frequency'
  | 'interval'
  | 'count'
  | 'until'
  | 'until-needs-zone'
  | 'count-and-until'
  | 'bad-value'
  | 'not-allowed-here'
  | 'time-of-day'
  | 'never'

export type ParsedRule =
  | { readonly ok: true; readonly rule: RecurrenceRule }
  | { readonly ok: false; readonly reason: RuleRefusal; readonly part: string }
