import type { Interval } from '#domain/time/interval.ts'

export const BERLIN = 'Europe/Berlin'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** The instant at which a wall in the zone shows 'YYYY-MM-DDTHH:mm'; made by Temporal, so that our own tables are checked. */
export const at = (wall: string, zone: string = BERLIN): number =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds

/** A stretch that begins at a wall time and lasts some minutes. */
export const lasting = (wall: string, minutes: number, zone: string = BERLIN): Interval => {
  const startMs = at(wall, zone)
  return { startMs, endMs: startMs + minutes * MINUTE_MS }
}

/** What the wall shows, for readable failures. */
export const wallAt = (ms: number, zone: string = BERLIN): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
