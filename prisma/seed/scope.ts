import { createHash } from 'node:crypto'
import { dateOf, dayNumberOf, weekdayOf } from '#domain/time/calendar-date.ts'
import { localDayOf, wallToMs } from '#domain/time/zone.ts'

export const DEMO_ZONE = 'Europe/Berlin'

/** What every part of the demo clinic is derived from: the same clock gives the same clinic, to the last id. */
export interface SeedScope {
  readonly clinicId: string
  readonly slug: string
  readonly nowMs: number
  /** 'YYYY-MM-DD': the day that the demo shows as its working day. */
  readonly demoDate: string
  /** The id of a thing, derived from its kind and name. */
  readonly id: (kind: string, name: string) => string
}

/** Everybody works Monday to Saturday. From this wall-clock hour on, the day to show is the next working day. */
const DAY_IS_OVER_HOUR = 18

/**
 * The day the demo is laid around: today, as long as it is a working day that is not yet over; else the next one.
 * So a demo started on a Sunday or at 23:50 opens on a full day.
 */
export const demoDateOf = (nowMs: number): string => {
  const today = localDayOf(nowMs, DEMO_ZONE)
  const over = nowMs >= wallMs(dateOf(today), DAY_IS_OVER_HOUR * 60)
  let day = over ? today + 1 : today
  while (weekdayOf(day) === 6) day++
  return dateOf(day)
}

/** The working days from `from` to `to` days away from the demo day, in order. */
export const workingDates = (demoDate: string, from: number, to: number): string[] => {
  const dates: string[] = []
  for (let day = dayNumberOf(demoDate) + from; day <= dayNumberOf(demoDate) + to; day++) {
    if (weekdayOf(day) !== 6) dates.push(dateOf(day))
  }
  return dates
}

export const addDays = (date: string, days: number): string => dateOf(dayNumberOf(date) + days)

/** The instant of a wall-clock minute in the demo's zone; visits are never laid into a changing hour. */
export const wallMs = (date: string, minutes: number): number => {
  const meaning = wallToMs(date, minutes, DEMO_ZONE)
  return meaning.kind === 'gap' ? meaning.resumesMs : meaning.ms
}

/** A calendar date as the database driver wants it. */
export const asDate = (date: string): Date => new Date(`${date}T00:00:00Z`)

/** A UUID (version 8, RFC 9562) that belongs to this name and no other. */
export const stableId = (...names: readonly string[]): string => {
  const bytes = createHash('sha256').update(names.join('\u0000')).digest()
  bytes[6] = 0x80 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Numbers in [0, 1) that follow from the seed (mulberry32). */
export const seededChance = (seed: string): (() => number) => {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const seedScope = (slug: string, nowMs: number): SeedScope => ({
  clinicId: stableId(slug, 'clinic'),
  slug,
  nowMs,
  demoDate: demoDateOf(nowMs),
  id: (kind, name) => stableId(slug, kind, name),
})
