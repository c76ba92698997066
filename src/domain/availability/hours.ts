import { daysOfRule } from '../recurrence/dates.ts'
import { fallsOn, type PlainRule, plainRuleOf } from '../recurrence/plain-rule.ts'
import { beginningMs, daysWithoutBeginning } from '../recurrence/series.ts'
import { type DayNumber, dayNumberOf } from '../time/calendar-date.ts'
import { type Interval, merge, subtract } from '../time/interval.ts'
import { DAY_MS, firstInstantOf, MINUTE_MS, type OffsetTable, offsetTableOf, steadyOffsetMs } from '../time/zone.ts'
import type { DayException, HoursRule, Opening } from './facts.ts'

/** The local days of a search with one day around, so that nights and late visits are whole; shared by all practitioners. */
export interface DayFrame {
  readonly zone: string
  readonly table: OffsetTable
  readonly firstDay: DayNumber
  readonly lastDay: DayNumber
  /** per day, the offset that holds until the end of the day after, or null near a change of the clock */
  readonly steadyMs: readonly (number | null)[]
  /** from the first instant of the first day asked for to the first one after the last */
  readonly asked: Interval
}

/** Prepares the days from `firstDay` to `lastDay`, both included, in a zone. */
export const frameOf = (zone: string, firstDay: DayNumber, lastDay: DayNumber): DayFrame => {
  const table = offsetTableOf(zone)
  const steadyMs: (number | null)[] = []
  for (let day = firstDay - 1; day <= lastDay + 1; day++) {
    steadyMs.push(steadyOffsetMs(table, day * DAY_MS, (day + 2) * DAY_MS))
  }
  return {
    zone,
    table,
    firstDay: firstDay - 1,
    lastDay: lastDay + 1,
    steadyMs,
    asked: {
      startMs: firstInstantOf(firstDay * DAY_MS, table),
      endMs: firstInstantOf((lastDay + 1) * DAY_MS, table),
    },
  }
}

interface Shift {
  readonly startMs: number
  readonly endMs: number
  readonly fromDay: DayNumber
  readonly untilDay: DayNumber
  readonly plain: PlainRule | null
  readonly days: ReadonlySet<DayNumber> | null
  readonly added: ReadonlySet<DayNumber> | null
  readonly dropped: ReadonlySet<DayNumber> | null
  /** days on which the wall never shows the beginning: the rule has none of them (D7) */
  readonly missing: ReadonlySet<DayNumber>
}

const wallOf = (window: { startMinute: number; endMinute: number }): { startMs: number; endMs: number } => ({
  startMs: window.startMinute * MINUTE_MS,
  endMs: window.endMinute * MINUTE_MS + (window.endMinute <= window.startMinute ? DAY_MS : 0),
})

const daySet = (dates: readonly string[] | undefined): ReadonlySet<DayNumber> | null =>
  dates === undefined || dates.length === 0 ? null : new Set(dates.map(dayNumberOf))

const shiftsOf = (rules: readonly HoursRule[], frame: DayFrame): Shift[] =>
  rules.map((hours) => {
    const fromDay = dayNumberOf(hours.validFrom)
    const plain = plainRuleOf(hours.rule, fromDay)
    const counted = plain === null || plain.count !== null
    const missing = daysWithoutBeginning(frame.zone, hours.startMinute)
    return {
      ...wallOf(hours),
      fromDay,
      untilDay: hours.validUntil === null ? Number.POSITIVE_INFINITY : dayNumberOf(hours.validUntil),
      plain: counted ? null : plain,
      days: counted ? new Set(daysOfRule(hours.rule, fromDay, frame.firstDay, frame.lastDay, missing)) : null,
      added: daySet(hours.addedDates),
      dropped: daySet(hours.droppedDates),
      missing,
    }
  })

const holdsOn = (shift: Shift, day: DayNumber): boolean => {
  if (day < shift.fromDay || day > shift.untilDay || shift.dropped?.has(day)) return false
  if (shift.added?.has(day)) return true
  if (shift.plain === null) return shift.days?.has(day) ?? false
  return fallsOn(shift.plain, day) && !shift.missing.has(day)
}

// Where the wall jumps over the end of the window, the window ends at the jump; a window wholly inside the jump comes
// out empty (C4). An edge that the wall shows twice is its first showing. A beginning that the wall jumps over is none
// of a rule's; of a date that somebody named it is the instant that RFC 5545 makes of it.
const windowOn = (day: DayNumber, wall: { startMs: number; endMs: number }, frame: DayFrame): Interval => {
  const midnightMs = day * DAY_MS
  const steadyMs = frame.steadyMs[day - frame.firstDay]!
  if (steadyMs === null) {
    return {
      startMs: beginningMs(day, wall.startMs / MINUTE_MS, frame.table),
      endMs: firstInstantOf(midnightMs + wall.endMs, frame.table),
    }
  }
  return { startMs: midnightMs + wall.startMs - steadyMs, endMs: midnightMs + wall.endMs - steadyMs }
}

interface Hours {
  readonly hours: readonly HoursRule[]
  readonly exceptions?: readonly DayException[]
  readonly extra?: readonly Interval[] | undefined
}

/** When somebody or something is there by rules, exceptions and extra hours, closed times not yet taken out: sorted, disjoint, not touching. */
export const openWindows = ({ hours, exceptions = [], extra = [] }: Hours, frame: DayFrame): Interval[] => {
  const shifts = shiftsOf(hours, frame)
  const onDay = new Map(exceptions.map((exception) => [dayNumberOf(exception.date), exception]))
  const windows: Interval[] = extra.length === 0 ? [] : [...extra]
  for (let day = frame.firstDay; day <= frame.lastDay; day++) {
    const exception = onDay.size === 0 ? undefined : onDay.get(day)
    if (exception === undefined) {
      for (const shift of shifts) if (holdsOn(shift, day)) windows.push(windowOn(day, shift, frame))
    } else if (exception.kind === 'open-instead') {
      for (const window of exception.windows) windows.push(windowOn(day, wallOf(window), frame))
    }
  }
  return merge(windows)
}

const ALWAYS: Interval = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY }

/**
 * When a location or a room can be used: where it has hours, in them; where it has none, whenever it is not closed.
 * Sorted, disjoint; null when nothing is ever in the way.
 */
export const usableTimes = (opening: Opening | null | undefined, frame: DayFrame): Interval[] | null => {
  if (opening === null || opening === undefined) return null
  const { hours, closed } = opening
  if (hours.length === 0 && closed.length === 0) return null
  return subtract(hours.length === 0 ? [ALWAYS] : openWindows(opening, frame), merge(closed))
}
