import { dateOf, parseDate } from '../time/calendar-date.ts'
import { DAY_MS, MINUTE_MS, meaningOf, namedInstantOf, offsetMsAt, offsetTableOf } from '../time/zone.ts'
import { parseRule } from './parse-rule.ts'
import type { RecurrenceRule, RuleRefusal } from './rule.ts'

/** What a calendar's text says about when something repeats. Null is what it leaves to whoever pasted it. */
export interface Block {
  readonly rule: RecurrenceRule
  readonly startDate: string | null
  readonly startMinute: number | null
  /** counted from the midnight before the start: beyond 1440 it is the next morning */
  readonly endMinute: number | null
  readonly rdates: readonly string[]
  readonly exdates: readonly string[]
}

export type BlockRefusal =
  | RuleRefusal
  | 'no-rule'
  | 'unknown-line'
  | 'repeated-line'
  | 'bad-date'
  | 'no-such-time'
  | 'unknown-zone'
  | 'other-zone'
  | 'start-in-utc'
  | 'other-time'
  | 'whole-day-start'
  | 'period'
  | 'bad-end'

export type ParsedBlock =
  | { readonly ok: true; readonly block: Block }
  | { readonly ok: false; readonly reason: BlockRefusal; readonly part: string }

/** Where the text was pasted: its zone, and the time of day that stands in the form beside it, if any. */
export interface BlockPlace {
  readonly zone: string
  readonly startMinute: number | null
}

interface Line {
  readonly text: string
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  readonly value: string
}

type Refused = Extract<ParsedBlock, { ok: false }>
type Read<T> = T | Refused

const ONCE = ['DTSTART', 'DTEND', 'DURATION', 'RRULE']
const NAMES = [...ONCE, 'RDATE', 'EXDATE']
const DAY_MINUTES = 1440

const refused = (reason: BlockRefusal, part: string): Refused => ({ ok: false, reason, part })
const isRefused = <T>(read: Read<T>): read is Refused =>
  typeof read === 'object' && read !== null && 'ok' in read && read.ok === false

const lineOf = (text: string): Line | null => {
  const [, name, parameters, value] = /^([A-Za-z-]+)((?:;[^:;]+)*):(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined) return null
  const named = (parameters ?? '')
    .split(';')
    .filter((parameter) => parameter !== '')
    .map((parameter): [string, string] => {
      const at = parameter.indexOf('=')
      return [parameter.slice(0, at).toUpperCase(), parameter.slice(at + 1).replace(/^"(.*)"$/, '$1')]
    })
  return { text, name: name.toUpperCase(), parameters: new Map(named), value: value.trim() }
}

// Long lines are folded: RFC 5545, section 3.1. A bare rule, without its name, is what people copy most.
const linesOf = (text: string): Read<Line[]> => {
  const lines: Line[] = []
  for (const piece of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const trimmed = piece.trim()
    if (trimmed === '') continue
    const line = lineOf(/^FREQ=|;FREQ=/i.test(trimmed) && !trimmed.includes(':') ? `RRULE:${trimmed}` : trimmed)
    if (line === null || !NAMES.includes(line.name)) return refused('unknown-line', trimmed)
    if (ONCE.includes(line.name) && lines.some(({ name }) => name === line.name)) {
      return refused('repeated-line', trimmed)
    }
    lines.push(line)
  }
  return lines
}

/** One date or time of a line, on the wall of the place. */
interface Moment {
  readonly date: string
  /** null for a whole day */
  readonly minute: number | null
  readonly inUtc: boolean
  readonly zone: string | null
}

const VALUE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/i

const sameZone = (a: string, b: string): boolean => {
  const at = (zone: string) => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
  return at(a).equals(at(b))
}

const isZone = (zone: string): boolean => {
  try {
    offsetTableOf(zone)
    return true
  } catch {
    return false
  }
}

const momentOf = (value: string, line: Line, place: BlockPlace): Read<Moment> => {
  const [, year, month, day, hour, minute, second, utc] = VALUE.exec(value) ?? []
  const dayNumber = parseDate(`${year}-${month}-${day}`)
  const wholeDay = hour === undefined
  const timeFits = wholeDay || (Number(hour) < 24 && Number(minute) < 60 && Number(second) === 0)
  if (dayNumber === null || !timeFits) return refused('bad-date', value)
  const date = dateOf(dayNumber)
  if (wholeDay) return { date, minute: null, inUtc: false, zone: null }
  const pastMidnight = Number(hour) * 60 + Number(minute)
  const named = line.parameters.get('TZID') ?? null
  if (named !== null && !isZone(named)) return refused('unknown-zone', named)
  const inUtc = (utc ?? '') !== ''
  const from = inUtc ? 'UTC' : (named ?? place.zone)
  // what never happens there may be taken out; anything else would have to be moved, and nobody would know
  const isNever = meaningOf(dayNumber * DAY_MS + pastMidnight * MINUTE_MS, offsetTableOf(from)).kind === 'gap'
  if (isNever && line.name !== 'EXDATE') return refused('no-such-time', value)
  if (from === place.zone) return { date, minute: pastMidnight, inUtc, zone: named }
  const ms = namedInstantOf(dayNumber * DAY_MS + pastMidnight * MINUTE_MS, offsetTableOf(from))
  const wallMs = ms + offsetMsAt(ms, place.zone)
  // the second showing of a time that the wall shows twice is never meant: what repeats then happens at the first
  if (namedInstantOf(wallMs, offsetTableOf(place.zone)) !== ms) return refused('other-time', value)
  const wallDay = Math.floor(wallMs / DAY_MS)
  return { date: dateOf(wallDay), minute: (wallMs - wallDay * DAY_MS) / MINUTE_MS, inUtc, zone: named }
}

// What repeats on the wall of another zone, or of UTC, moves on ours with every change of the clock: it is no hours here.
const startOf = (line: Line | undefined, place: BlockPlace): Read<Moment | null> => {
  if (line === undefined) return null
  const start = momentOf(line.value, line, place)
  if (isRefused(start)) return start
  if (start.inUtc && !sameZone(place.zone, 'UTC')) return refused('start-in-utc', line.value)
  if (start.zone !== null && !sameZone(start.zone, place.zone)) return refused('other-zone', start.zone)
  return start
}

const DURATION = /^\+?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/i

const durationMinutes = (value: string): number | null => {
  const [whole, days, hours, minutes] = DURATION.exec(value) ?? []
  if (whole === undefined) return null
  return Number(days ?? 0) * DAY_MINUTES + Number(hours ?? 0) * 60 + Number(minutes ?? 0)
}

const minutesBetween = (start: Moment, end: Moment): number => {
  const days = parseDate(end.date)! - parseDate(start.date)!
  return days * DAY_MINUTES + (end.minute ?? 0) - (start.minute ?? 0)
}

const endMinuteOf = (
  lines: readonly Line[],
  start: Moment | null,
  startMinute: number | null,
  place: BlockPlace,
): Read<number | null> => {
  const line = lines.find(({ name }) => name === 'DTEND' || name === 'DURATION')
  if (line === undefined) return null
  if (startMinute === null) return refused('whole-day-start', line.text)
  let minutes: number | null
  if (line.name === 'DURATION') minutes = durationMinutes(line.value)
  else {
    const end = momentOf(line.value, line, place)
    if (isRefused(end)) return end
    minutes = start === null || end.minute === null ? null : minutesBetween(start, end)
  }
  if (minutes === null || minutes <= 0 || minutes > DAY_MINUTES) return refused('bad-end', line.text)
  return startMinute + minutes
}

/** The dates of all lines of one name. A date with another time of day is none of the series': it would be lost unseen. */
const datesOf = (
  name: 'RDATE' | 'EXDATE',
  lines: readonly Line[],
  startMinute: number | null,
  place: BlockPlace,
): Read<string[]> => {
  const dates = new Set<string>()
  for (const line of lines.filter((one) => one.name === name)) {
    for (const value of line.value.split(',')) {
      if (value.includes('/')) return refused('period', value)
      const moment = momentOf(value.trim(), line, place)
      if (isRefused(moment)) return moment
      if (moment.minute !== null && moment.minute !== startMinute) {
        return refused(startMinute === null ? 'whole-day-start' : 'other-time', `${name}:${value.trim()}`)
      }
      dates.add(moment.date)
    }
  }
  return [...dates].sort()
}

/**
 * Reads DTSTART, DTEND or DURATION, RRULE, RDATE and EXDATE as a calendar writes them (RFC 5545) into hours on the wall
 * of one place, or says what of it cannot stand. Without RRULE the start alone is meant, and what RDATE adds to it.
 */
export const parseBlock = (text: string, place: BlockPlace): ParsedBlock => {
  const lines = linesOf(text)
  if (isRefused(lines)) return lines
  const start = startOf(
    lines.find(({ name }) => name === 'DTSTART'),
    place,
  )
  if (isRefused(start)) return start
  const startMinute = start?.minute ?? place.startMinute
  const ruleLine = lines.find(({ name }) => name === 'RRULE')
  if (ruleLine === undefined && start === null) return refused('no-rule', text.trim().split('\n')[0] ?? '')
  const parsed = parseRule(ruleLine?.value ?? 'FREQ=DAILY;COUNT=1', { zone: place.zone, startMinute })
  if (!parsed.ok) return parsed
  const endMinute = endMinuteOf(lines, start, startMinute, place)
  if (isRefused(endMinute)) return endMinute
  const rdates = datesOf('RDATE', lines, startMinute, place)
  if (isRefused(rdates)) return rdates
  const exdates = datesOf('EXDATE', lines, startMinute, place)
  if (isRefused(exdates)) return exdates
  return {
    ok: true,
    block: {
      rule: parsed.rule,
      startDate: start?.date ?? null,
      startMinute: start?.minute ?? null,
      endMinute,
      rdates,
      exdates,
    },
  }
}
