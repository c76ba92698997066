import type { DayNumber } from '../time/calendar-date.ts'
import { DAY_MS, MINUTE_MS, offsetTableOf } from '../time/zone.ts'

const known = new Map<string, ReadonlySet<DayNumber>>()

const buildMissing = (zone: string, minute: number): ReadonlySet<DayNumber> => {
  const { untilMs, offsetMs } = offsetTableOf(zone)
  const days = new Set<DayNumber>()
  const pastMidnightMs = minute * MINUTE_MS
  for (let i = 1; i < offsetMs.length; i++) {
    const gapStartMs = untilMs[i - 1]! + offsetMs[i - 1]!
    const gapEndMs = untilMs[i - 1]! + offsetMs[i]!
    let day = Math.ceil((gapStartMs - pastMidnightMs) / DAY_MS)
    for (; day * DAY_MS + pastMidnightMs < gapEndMs; day++) days.add(day)
  }
  return days
}

/**
 * The days on which the wall of a zone never shows `minute` past midnight, because the clock is put forward over it.
 * No occurrence of a rule falls on them, and none is counted: RFC 5545, section 3.3.10.
 */
export const missingDays = (zone: string, minute: number): ReadonlySet<DayNumber> => {
  const key = `${zone} ${minute}`
  let days = known.get(key)
  if (days === undefined) {
    days = buildMissing(zone, minute)
    known.set(key, days)
  }
  return days
}
