import { resolved } from '#domain/recurrence/expand.ts'
import type { Block } from '#domain/recurrence/parse-block.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { type RecurrenceRule, WEEKDAYS, written } from '#domain/recurrence/rule.ts'
import { dateOf, dayNumberOf, parseDate } from '#domain/time/calendar-date.ts'
import type { HoursRow } from '#features/schedule/schema.ts'
import { clockWords } from '#words/rule.ts'
import { wholeNumber } from '../duration.ts'

export const PATTERNS = ['weekly', 'monthly-day', 'monthly-weekday', 'daily'] as const
export type Pattern = (typeof PATTERNS)[number] | 'other'

/** Hours as they stand in the form: whatever was typed, right or not. */
export interface HoursDraft {
  readonly locationId: string
  readonly pattern: Pattern
  readonly interval: string
  /** 0 is Monday */
  readonly weekdays: readonly number[]
  /** '1' to '31', '-1' is the last day */
  readonly monthDay: string
  /** '1' to '5', '-1' is the last one */
  readonly place: string
  readonly weekday: string
  /** what none of the patterns can say: the rule itself */
  readonly other: string
  /** how many times at most; empty: without a number */
  readonly count: string
  readonly from: string
  readonly to: string
  readonly validFrom: string
  readonly validUntil: string
  readonly addedDates: readonly string[]
  readonly droppedDates: readonly string[]
}

export type HoursField = 'interval' | 'weekdays' | 'times' | 'validFrom' | 'count' | 'rule'
export type HoursProblem = 'number' | 'day' | 'times' | 'date'

export type HoursShape = Omit<HoursRow, 'id' | 'version'>

const MOST = [1, 9999] as const
const DAY_MINUTES = 1440

/** What a new entry begins with: working days of a usual length, from today on. */
export const emptyDraft = (locationId: string, today: string): HoursDraft => ({
  ...{ locationId, pattern: 'weekly', interval: '1', weekdays: [], monthDay: '1', place: '1', weekday: '0' },
  ...{ other: '', count: '', from: '', to: '', validFrom: today, validUntil: '' },
  ...{ addedDates: [], droppedDates: [] },
})

type PatternPart = Pick<HoursDraft, 'pattern' | 'interval' | 'weekdays' | 'monthDay' | 'place' | 'weekday' | 'other'>

const BLANK: PatternPart = {
  ...{ pattern: 'other', interval: '1', weekdays: [], monthDay: '1', place: '1', weekday: '0', other: '' },
}

const PLACES = [1, 2, 3, 4, 5, -1]

/** How the form shows a rule that starts on a day; what it has no fields for stays as it is written. */
const patternOf = (rule: RecurrenceRule, startDate: string): PatternPart => {
  const { frequency, weekdays, monthDays, months, positions, yearDays, weekNumbers } = resolved(
    rule,
    dayNumberOf(startDate),
  )
  const part = { ...BLANK, interval: `${rule.interval}` }
  const other = { ...BLANK, other: written({ ...rule, count: null, untilDay: null }).text }
  const strange = months.length + positions.length + yearDays.length + weekNumbers.length > 0 || rule.weekStart !== 0
  if (strange) return other
  if (frequency === 'DAILY' && weekdays.length + monthDays.length === 0) return { ...part, pattern: 'daily' }
  if (frequency === 'WEEKLY') {
    return { ...part, pattern: 'weekly', weekdays: weekdays.map(({ weekday }) => weekday).sort((a, b) => a - b) }
  }
  const [monthDay, secondDay] = monthDays
  const [weekday, secondWeekday] = weekdays
  if (frequency !== 'MONTHLY' || secondDay !== undefined || secondWeekday !== undefined) return other
  if (monthDay !== undefined && weekday === undefined && monthDay >= -1) {
    return { ...part, pattern: 'monthly-day', monthDay: `${monthDay}` }
  }
  if (weekday !== undefined && monthDay === undefined && PLACES.includes(weekday.ordinal ?? 0)) {
    return { ...part, pattern: 'monthly-weekday', place: `${weekday.ordinal}`, weekday: `${weekday.weekday}` }
  }
  return other
}

const clockText = (minute: number): string => clockWords(minute % DAY_MINUTES)

/** Stored hours as the form shows them. */
export const draftOf = (row: HoursRow): HoursDraft => {
  const parsed = parseRule(row.rule)
  const rule = parsed.ok ? parsed.rule : null
  const pattern = rule === null ? { ...BLANK, other: row.rule } : patternOf(rule, row.validFrom)
  const until = rule?.untilDay == null ? null : dateOf(rule.untilDay)
  const ends = [row.validUntil, until].filter((date) => date !== null).sort()
  return {
    ...pattern,
    ...{ locationId: row.locationId, count: rule?.count == null ? '' : `${rule.count}` },
    ...{ from: clockText(row.startMinute), to: clockText(row.endMinute) },
    ...{ validFrom: row.validFrom, validUntil: ends[0] ?? '' },
    ...{ addedDates: row.addedDates, droppedDates: row.droppedDates },
  }
}

/** The form after something was pasted or typed; what that does not say stays. */
export const withBlock = (
  draft: HoursDraft,
  block: Omit<Block, 'rule'> & { readonly rule: RecurrenceRule },
): HoursDraft => {
  const validFrom = block.startDate ?? draft.validFrom
  const { rule } = block
  return {
    ...draft,
    ...patternOf(rule, parseDate(validFrom) === null ? '2000-01-01' : validFrom),
    validFrom,
    count: rule.count === null ? '' : `${rule.count}`,
    validUntil: rule.untilDay === null ? '' : dateOf(rule.untilDay),
    from: block.startMinute === null ? draft.from : clockText(block.startMinute),
    to: block.endMinute === null ? draft.to : clockText(block.endMinute),
    addedDates: block.rdates,
    droppedDates: block.exdates,
  }
}

/** The text of the rule that the form says, without its end. */
const ruleTextOf = (draft: HoursDraft): string => {
  const interval = draft.interval === '1' ? '' : `;INTERVAL=${draft.interval}`
  switch (draft.pattern) {
    case 'daily':
      return `FREQ=DAILY${interval}`
    case 'weekly':
      return `FREQ=WEEKLY${interval};BYDAY=${draft.weekdays.map((weekday) => WEEKDAYS[weekday]).join()}`
    case 'monthly-day':
      return `FREQ=MONTHLY${interval};BYMONTHDAY=${draft.monthDay}`
    case 'monthly-weekday':
      return `FREQ=MONTHLY${interval};BYDAY=${draft.place}${WEEKDAYS[Number(draft.weekday)]}`
    case 'other':
      return draft.other
  }
}

const minuteOf = (clock: string): number | null => {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

export type ReadHours =
  | { readonly ok: true; readonly hours: HoursShape; readonly rule: RecurrenceRule }
  | { readonly ok: false; readonly problems: Readonly<Partial<Record<HoursField, HoursProblem>>> }

/** What the form says as it would be saved, or what is wrong with it. An end at or before the beginning is the next morning. */
export const readHoursDraft = (draft: HoursDraft): ReadHours => {
  const problems: Partial<Record<HoursField, HoursProblem>> = {}
  const count = draft.count.trim() === '' ? null : wholeNumber(draft.count, MOST)
  if (draft.count.trim() !== '' && count === null) problems.count = 'number'
  if (draft.pattern !== 'other' && wholeNumber(draft.interval, MOST) === null) problems.interval = 'number'
  if (draft.pattern === 'weekly' && draft.weekdays.length === 0) problems.weekdays = 'day'
  const [startMinute, end] = [minuteOf(draft.from), minuteOf(draft.to)]
  if (startMinute === null || end === null) problems.times = 'times'
  if (parseDate(draft.validFrom) === null) problems.validFrom = 'date'
  const parsed = parseRule(ruleTextOf({ ...draft, interval: draft.interval.trim() }))
  if (!parsed.ok && Object.keys(problems).length === 0) problems.rule = 'day'
  if (!parsed.ok || startMinute === null || end === null || Object.keys(problems).length > 0)
    return { ok: false, problems }
  const rule = written({ ...parsed.rule, count })
  const { locationId, validFrom, addedDates, droppedDates } = draft
  const endMinute = end <= startMinute ? end + DAY_MINUTES : end
  const validUntil = draft.validUntil === '' ? null : draft.validUntil
  const dates = { addedDates: [...addedDates], droppedDates: [...droppedDates] }
  return {
    ok: true,
    rule,
    hours: { locationId, rule: rule.text, startMinute, endMinute, validFrom, validUntil, ...dates },
  }
}
