import type { DayNumber, Weekday } from '../time/calendar-date.ts'

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
