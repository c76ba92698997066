import { type DayNumber, dateOf, parseDate, type Weekday } from '../time/calendar-date.ts'
import { localDateOf } from '../time/zone.ts'
import type { Frequency, ParsedRule, RecurrenceRule, RuleRefusal, WeekdayPart } from './rule.ts'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const TIME_PARTS = ['BYHOUR', 'BYMINUTE', 'BYSECOND']
const BY_PARTS = ['BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS']
const PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', ...BY_PARTS]

/**
 * Which parts a frequency may carry: RFC 5545, section 3.3.10.
 * BYSETPOS is left to months and years: within a day or a week BYDAY already says it.
 */
const ALLOWED: Readonly<Record<Frequency, readonly string[]>> = {
  DAILY: ['BYMONTH', 'BYMONTHDAY', 'BYDAY'],
  WEEKLY: ['BYMONTH', 'BYDAY'],
  MONTHLY: ['BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS'],
  YEARLY: BY_PARTS,
}

const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/

type Unwritten = Omit<RecurrenceRule, 'text'>

/** The parts of one text, and the first thing found wrong with them. */
class Reading {
  readonly parts = new Map<string, string>()
  problem: { readonly reason: RuleRefusal; readonly part: string } | null = null

  refuse(reason: RuleRefusal, part: string): void {
    this.problem ??= { reason, part }
  }
}

const split = (text: string, reading: Reading): void => {
  for (const piece of text
    .trim()
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')) {
    const [, name, value] = /^([A-Z]+)=([^=]+)$/.exec(piece) ?? []
    if (name === undefined || value === undefined) reading.refuse('not-a-rule', piece)
    else if (TIME_PARTS.includes(name)) reading.refuse('time-of-day', name)
    else if (!PARTS.includes(name)) reading.refuse('unknown-part', name)
    else if (reading.parts.has(name)) reading.refuse('repeated-part', name)
    else reading.parts.set(name, value)
  }
}

const positive = (reading: Reading, name: string, reason: RuleRefusal): number | null => {
  const value = reading.parts.get(name)
  if (value === undefined) return null
  if (!/^[1-9]\d{0,3}$/.test(value)) reading.refuse(reason, name)
  return Number(value)
}

const numbers = (reading: Reading, name: string, most: number, least: number): number[] => {
  const listed = reading.parts.get(name)?.split(',') ?? []
  return listed.map((item) => {
    const number = Number(item)
    const fits = /^[+-]?\d{1,3}$/.test(item) && number !== 0 && number >= least && number <= most
    if (!fits) reading.refuse('bad-value', name)
    return number
  })
}

const weekdayOfText = (text: string, part: string, reading: Reading): Weekday => {
  const index = WEEKDAYS.indexOf(text)
  if (index < 0) reading.refuse('bad-value', part)
  return Math.max(index, 0) as Weekday
}

const weekdayParts = (frequency: Frequency, reading: Reading): WeekdayPart[] => {
  const listed = reading.parts.get('BYDAY')?.split(',') ?? []
  const most = frequency === 'MONTHLY' ? 5 : 53
  return listed.map((item) => {
    const [, ordinalText, dayText] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item) ?? []
    const weekday = weekdayOfText(dayText ?? '', 'BYDAY', reading)
    if (ordinalText === undefined) return { weekday, ordinal: null }
    const ordinal = Number(ordinalText)
    if (frequency === 'DAILY' || frequency === 'WEEKLY') reading.refuse('not-allowed-here', 'BYDAY')
    if (ordinal === 0 || Math.abs(ordinal) > most) reading.refuse('bad-value', 'BYDAY')
    return { weekday, ordinal }
  })
}

// A last day given in UTC is a wall-clock day only in a zone; guessing one is how the last visit of a series gets lost.
const untilDayOf = (reading: Reading, zone: string | null): DayNumber | null => {
  const value = reading.parts.get('UNTIL')
  if (value === undefined) return null
  const [, year, month, day, hour, minute, second, utc] = UNTIL.exec(value) ?? []
  const named = parseDate(`${year}-${month}-${day}`)
  const timeFits = hour === undefined || (Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60)
  if (named === null || !timeFits) {
    reading.refuse('until', 'UNTIL')
    return null
  }
  if (utc !== 'Z') return named
  if (zone === null) {
    reading.refuse('until-needs-zone', 'UNTIL')
    return null
  }
  const instant = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return parseDate(localDateOf(instant.epochMilliseconds, zone))
}

// What can be seen at once to have no date is refused here: looking for its first one would search thousands of years.
const refuseNever = ({ months, monthDays, weekdays, positions, frequency }: Unwritten, reading: Reading): void => {
  if (months.length > 0 && monthDays.length > 0) {
    const longest = Math.max(...months.map((month) => LONGEST_MONTH[month - 1] ?? 0))
    if (monthDays.every((day) => Math.abs(day) > longest)) reading.refuse('never', 'BYMONTHDAY')
  }
  if (frequency === 'MONTHLY' && positions.length > 0) {
    const ofWeekdays = weekdays.reduce((sum, part) => sum + (part.ordinal === null ? 5 : 1), 0)
    const most = Math.min(ofWeekdays || 31, monthDays.length || 31)
    if (positions.every((position) => Math.abs(position) > most)) reading.refuse('never', 'BYSETPOS')
  }
}

const textOf = (rule: Unwritten): string => {
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

const unwrittenRule = (frequency: Frequency, zone: string | null, reading: Reading): Unwritten => ({
  frequency,
  interval: positive(reading, 'INTERVAL', 'interval') ?? 1,
  count: positive(reading, 'COUNT', 'count'),
  untilDay: untilDayOf(reading, zone),
  weekStart: weekdayOfText(reading.parts.get('WKST') ?? 'MO', 'WKST', reading),
  weekdays: weekdayParts(frequency, reading),
  months: numbers(reading, 'BYMONTH', 12, 1),
  monthDays: numbers(reading, 'BYMONTHDAY', 31, -31),
  yearDays: numbers(reading, 'BYYEARDAY', 366, -366),
  weekNumbers: numbers(reading, 'BYWEEKNO', 53, -53),
  positions: numbers(reading, 'BYSETPOS', 366, -366),
})

const refuseClashes = (rule: Unwritten, reading: Reading): void => {
  const by = [...reading.parts.keys()].filter((name) => name.startsWith('BY'))
  const stray = by.find((name) => !ALLOWED[rule.frequency].includes(name))
  if (stray !== undefined) reading.refuse('not-allowed-here', stray)
  if (rule.count !== null && rule.untilDay !== null) reading.refuse('count-and-until', 'COUNT')
  if (rule.positions.length > 0 && by.length === 1) reading.refuse('not-allowed-here', 'BYSETPOS')
  if (rule.weekNumbers.length > 0 && rule.weekdays.some((part) => part.ordinal !== null)) {
    reading.refuse('not-allowed-here', 'BYDAY')
  }
}

/**
 * Reads the text of an RFC 5545 RRULE about dates, or says which part of it cannot stand.
 * `zone` is needed only for an UNTIL in UTC, which then means the local day of that instant.
 */
export const parseRule = (text: string, zone: string | null = null): ParsedRule => {
  const reading = new Reading()
  split(text, reading)
  const frequency = FREQUENCIES.find((known) => known === reading.parts.get('FREQ'))
  if (frequency === undefined) reading.refuse('frequency', 'FREQ')
  const rule = unwrittenRule(frequency ?? 'DAILY', zone, reading)
  refuseClashes(rule, reading)
  refuseNever(rule, reading)
  return reading.problem === null
    ? { ok: true, rule: { text: textOf(rule), ...rule } }
    : { ok: false, ...reading.problem }
}
