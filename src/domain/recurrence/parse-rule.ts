import { type DayNumber, parseDate, type Weekday } from '../time/calendar-date.ts'
import { DAY_MS, localDayOf, MINUTE_MS, meaningOf, offsetTableOf } from '../time/zone.ts'
import {
  type Frequency,
  type ParsedRule,
  type RuleParts,
  type RuleRefusal,
  WEEKDAYS,
  type WeekdayPart,
  written,
} from './rule.ts'

const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const TIME_PARTS = ['BYHOUR', 'BYMINUTE', 'BYSECOND']
const BY_PARTS = ['BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS']
const PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', ...BY_PARTS]

/** Which parts a frequency may carry: the table of RFC 5545, section 3.3.10. */
const ALLOWED: Readonly<Record<Frequency, readonly string[]>> = {
  DAILY: ['BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS'],
  WEEKLY: ['BYMONTH', 'BYDAY', 'BYSETPOS'],
  MONTHLY: ['BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS'],
  YEARLY: BY_PARTS,
}

const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/

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

// What is named twice is meant once.
const listedOf = (reading: Reading, name: string): string[] => [
  ...new Set(
    reading.parts
      .get(name)
      ?.replace(/(?<=^|,)[+](?=[0-9])/g, '')
      .split(','),
  ),
]

const numbers = (reading: Reading, name: string, most: number, least: number): number[] => {
  return listedOf(reading, name).map((item) => {
    const number = Number(item)
    const fits = /^-?\d{1,3}$/.test(item) && number !== 0 && number >= least && number <= most
    if (!fits) reading.refuse('bad-value', name)
    return number
  })
}

const weekdayOfText = (text: string, part: string, reading: Reading): Weekday => {
  const index = (WEEKDAYS as readonly string[]).indexOf(text)
  if (index < 0) reading.refuse('bad-value', part)
  return Math.max(index, 0) as Weekday
}

const weekdayParts = (frequency: Frequency, reading: Reading): WeekdayPart[] => {
  const most = frequency === 'MONTHLY' ? 5 : 53
  return listedOf(reading, 'BYDAY').map((item) => {
    const [, ordinalText, dayText] = /^(-?\d{1,2})?([A-Z]{2})$/.exec(item) ?? []
    const weekday = weekdayOfText(dayText ?? '', 'BYDAY', reading)
    if (ordinalText === undefined) return { weekday, ordinal: null }
    const ordinal = Number(ordinalText)
    if (frequency === 'DAILY' || frequency === 'WEEKLY') reading.refuse('not-allowed-here', 'BYDAY')
    if (ordinal === 0 || Math.abs(ordinal) > most) reading.refuse('bad-value', 'BYDAY')
    return { weekday, ordinal }
  })
}

/** Where and at what time of day what repeats begins. */
export interface WallStart {
  /** IANA */
  readonly zone: string
  /** minutes past midnight on the wall of the zone; null where only days are spoken of */
  readonly startMinute: number | null
}

// What begins on the day of the end, but after it, does not belong to the rule any more.
const lastDayUntil = (untilMs: number, { zone, startMinute }: WallStart): DayNumber => {
  const day = localDayOf(untilMs, zone)
  if (startMinute === null) return day
  const start = meaningOf(day * DAY_MS + startMinute * MINUTE_MS, offsetTableOf(zone))
  return start.kind !== 'gap' && start.ms > untilMs ? day - 1 : day
}

// An end given in UTC is a wall-clock time only in a zone; guessing one is how the last visit of a series gets lost (D2).
// An end on the wall, without a zone, cannot stand beside a start that has one (RFC 5545, section 3.3.10); calendars that
// write it all the same write midnight and mean the day (D23).
const untilDayOf = (reading: Reading, start: WallStart | null): DayNumber | null => {
  const value = reading.parts.get('UNTIL')
  if (value === undefined) return null
  const [, year, month, day, hour, minute, second, utc] = UNTIL.exec(value) ?? []
  const named = parseDate(`${year}-${month}-${day}`)
  const timeFits = hour === undefined || (Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60)
  if (named === null || !timeFits) {
    reading.refuse('until', 'UNTIL')
    return null
  }
  const pastMidnightMs = ((Number(hour ?? 0) * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0)) * 1000
  if (utc !== 'Z') {
    const tooEarly = pastMidnightMs > 0 && (start?.startMinute ?? 0) * MINUTE_MS > pastMidnightMs
    return tooEarly ? named - 1 : named
  }
  if (start === null) {
    reading.refuse('until-needs-zone', 'UNTIL')
    return null
  }
  return lastDayUntil(named * DAY_MS + pastMidnightMs, start)
}

// What can be seen at once to have no date is refused here: looking for its first one would search thousands of years.
const refuseNever = ({ months, monthDays, weekdays, positions, frequency }: RuleParts, reading: Reading): void => {
  if (months.length > 0 && monthDays.length > 0) {
    const longest = Math.max(...months.map((month) => LONGEST_MONTH[month - 1] ?? 0))
    if (monthDays.every((day) => Math.abs(day) > longest)) reading.refuse('never', 'BYMONTHDAY')
  }
  if (frequency === 'YEARLY' || positions.length === 0) return
  const ofOneWeekday = frequency === 'MONTHLY' ? 5 : 1
  const ofWeekdays = weekdays.reduce((sum, part) => sum + (part.ordinal === null ? ofOneWeekday : 1), 0)
  const inPeriod = frequency === 'MONTHLY' ? 31 : 1
  const most = frequency === 'DAILY' ? 1 : Math.min(ofWeekdays || inPeriod, monthDays.length || 31)
  if (positions.every((position) => Math.abs(position) > most)) reading.refuse('never', 'BYSETPOS')
}

const unwrittenRule = (frequency: Frequency, start: WallStart | null, reading: Reading): RuleParts => ({
  frequency,
  interval: positive(reading, 'INTERVAL', 'interval') ?? 1,
  count: positive(reading, 'COUNT', 'count'),
  untilDay: untilDayOf(reading, start),
  weekStart: weekdayOfText(reading.parts.get('WKST') ?? 'MO', 'WKST', reading),
  weekdays: weekdayParts(frequency, reading),
  months: numbers(reading, 'BYMONTH', 12, 1),
  monthDays: numbers(reading, 'BYMONTHDAY', 31, -31),
  yearDays: numbers(reading, 'BYYEARDAY', 366, -366),
  weekNumbers: numbers(reading, 'BYWEEKNO', 53, -53),
  positions: numbers(reading, 'BYSETPOS', 366, -366),
})

const refuseClashes = (rule: RuleParts, reading: Reading): void => {
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
 * `start` is needed only for an UNTIL with a time of day: it becomes the last day on which something still begins.
 */
export const parseRule = (text: string, start: WallStart | null = null): ParsedRule => {
  const reading = new Reading()
  split(text, reading)
  const frequency = FREQUENCIES.find((known) => known === reading.parts.get('FREQ'))
  if (frequency === undefined) reading.refuse('frequency', 'FREQ')
  const rule = unwrittenRule(frequency ?? 'DAILY', start, reading)
  refuseClashes(rule, reading)
  refuseNever(rule, reading)
  return reading.problem === null ? { ok: true, rule: written(rule) } : { ok: false, ...reading.problem }
}
