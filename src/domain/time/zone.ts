import { type DayNumber, dateOf, dayNumberOf } from './calendar-date.ts'

export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

/**
 * The offsets of one zone: from `untilMs[i - 1]` up to, not including, `untilMs[i]` the clock is `offsetMs[i]` ahead of UTC.
 * The last `untilMs` is Infinity.
 */
export interface OffsetTable {
  readonly untilMs: readonly number[]
  readonly offsetMs: readonly number[]
}

/** What a wall-clock time means in a zone: one instant, none (the clock was put forward over it), or two (put back over it). */
export type WallMeaning =
  | { readonly kind: 'one'; readonly ms: number }
  | { readonly kind: 'gap'; readonly resumesMs: number }
  | { readonly kind: 'two'; readonly ms: number; readonly laterMs: number }

/** Outside these years the nearest known offset is used: nothing is planned there. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2100

/** No zone is further than this from UTC, so the meanings of a wall time lie within it. */
const FARTHEST_OFFSET_MS = 16 * 3_600_000

const buildTable = (zone: string): OffsetTable => {
  const untilMs: number[] = []
  const offsetMs: number[] = []
  let at = Temporal.Instant.from(`${FIRST_YEAR}-01-01T00:00Z`).toZonedDateTimeISO(zone)
  for (;;) {
    offsetMs.push(Math.round(at.offsetNanoseconds / 1e6))
    let next = at.getTimeZoneTransition('next')
    while (next !== null && next.offsetNanoseconds === at.offsetNanoseconds) next = next.getTimeZoneTransition('next')
    if (next === null || next.year > LAST_YEAR) break
    untilMs.push(next.epochMilliseconds)
    at = next
  }
  untilMs.push(Number.POSITIVE_INFINITY)
  return { untilMs, offsetMs }
}

// Offsets change only with the tz database of the process, so a table stays right as long as the process lives.
const tables = new Map<string, OffsetTable>()

/** The offsets of a zone, read from the tz database once. Throws a RangeError for a name that is no zone. */
export const offsetTableOf = (zone: string): OffsetTable => {
  let table = tables.get(zone)
  if (table === undefined) {
    table = buildTable(zone)
    tables.set(zone, table)
  }
  return table
}

/** The index of the offset that holds at an instant. */
export const offsetIndexAt = (table: OffsetTable, ms: number): number => {
  let low = 0
  let high = table.untilMs.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (ms < table.untilMs[middle]!) high = middle
    else low = middle + 1
  }
  return low
}

/** How far the zone's clock is ahead of UTC at an instant. */
export const offsetMsAt = (ms: number, zone: string): number => {
  const table = offsetTableOf(zone)
  return table.offsetMs[offsetIndexAt(table, ms)]!
}

/**
 * The one offset that holds on the zone's clock from `localMs` to `untilLocalMs` (wall-clock milliseconds since
 * 1970-01-01T00:00), or null when a change may fall into it and each wall time must be asked for alone.
 */
export const steadyOffsetMs = (table: OffsetTable, localMs: number, untilLocalMs: number): number | null => {
  const first = offsetIndexAt(table, localMs - FARTHEST_OFFSET_MS)
  return untilLocalMs + FARTHEST_OFFSET_MS < table.untilMs[first]! ? table.offsetMs[first]! : null
}

/** What the wall-clock time `localMs` (milliseconds since 1970-01-01T00:00 on the wall) means. */
export const meaningOf = (localMs: number, table: OffsetTable): WallMeaning => {
  const found: number[] = []
  let resumesMs = Number.NaN
  for (let i = offsetIndexAt(table, localMs - FARTHEST_OFFSET_MS); i < table.untilMs.length; i++) {
    const fromMs = i === 0 ? Number.NEGATIVE_INFINITY : table.untilMs[i - 1]!
    if (fromMs > localMs + FARTHEST_OFFSET_MS) break
    const ms = localMs - table.offsetMs[i]!
    if (ms >= fromMs && ms < table.untilMs[i]!) found.push(ms)
    else if (ms < fromMs && Number.isNaN(resumesMs)) resumesMs = fromMs
  }
  if (found.length === 0) return { kind: 'gap', resumesMs }
  return found.length === 1
    ? { kind: 'one', ms: found[0]! }
    : { kind: 'two', ms: found[0]!, laterMs: found[found.length - 1]! }
}

/** The first instant at which the wall shows this time, or, where the clock jumps over it, the instant of the jump. */
export const firstInstantOf = (localMs: number, table: OffsetTable): number => {
  const meaning = meaningOf(localMs, table)
  return meaning.kind === 'gap' ? meaning.resumesMs : meaning.ms
}

/**
 * The instant that is meant by a wall-clock time that somebody named: the first of two, and, where the clock jumps over
 * it, the one that the offset from before the jump gives. Source: RFC 5545, section 3.3.5.
 */
export const namedInstantOf = (localMs: number, table: OffsetTable): number => {
  const meaning = meaningOf(localMs, table)
  if (meaning.kind !== 'gap') return meaning.ms
  return localMs - table.offsetMs[offsetIndexAt(table, meaning.resumesMs - 1)]!
}

/** The calendar day that the zone's wall shows at an instant. */
export const localDayOf = (ms: number, zone: string): DayNumber => Math.floor((ms + offsetMsAt(ms, zone)) / DAY_MS)

/** The date ('YYYY-MM-DD') that the zone's wall shows at an instant. */
export const localDateOf = (ms: number, zone: string): string => dateOf(localDayOf(ms, zone))

/** The first instant of a calendar day in a zone, also where the clock jumps over midnight (C8). */
export const startOfLocalDayMs = (day: DayNumber, zone: string): number =>
  firstInstantOf(day * DAY_MS, offsetTableOf(zone))

/** The first instant of a date ('YYYY-MM-DD') in a zone, also where the clock jumps over midnight (C8). */
export const startOfDayMs = (date: string, zone: string): number => startOfLocalDayMs(dayNumberOf(date), zone)

/**
 * The instants at which the zone's wall shows `minutes` past midnight of `date`.
 * Minutes are read off the wall, not elapsed; 1440 and more belong to the days after.
 */
export const wallToMs = (date: string, minutes: number, zone: string): WallMeaning =>
  meaningOf(dayNumberOf(date) * DAY_MS + minutes * MINUTE_MS, offsetTableOf(zone))

/** What the zone's wall shows at an instant, to the minute: 'YYYY-MM-DDTHH:mm'. */
export const wallTimeOf = (ms: number, zone: string): string => {
  const localMs = ms + offsetMsAt(ms, zone)
  const day = Math.floor(localMs / DAY_MS)
  const minutes = Math.floor((localMs - day * DAY_MS) / MINUTE_MS)
  const hour = `${Math.floor(minutes / 60)}`.padStart(2, '0')
  return `${dateOf(day)}T${hour}:${`${minutes % 60}`.padStart(2, '0')}`
}
