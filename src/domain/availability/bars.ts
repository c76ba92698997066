import { type DayNumber, dateOf, dayNumberOf } from '../time/calendar-date.ts'
import { type Interval, intersect } from '../time/interval.ts'
import { DAY_MS, MINUTE_MS, offsetMsAt, startOfLocalDayMs } from '../time/zone.ts'

/** A stretch of one day as its wall shows it: minutes past midnight, 1440 is the end of the day. */
export interface Bar {
  readonly fromMinute: number
  readonly toMinute: number
}

const minuteAt = (ms: number, day: DayNumber, zone: string): number =>
  Math.floor((ms + offsetMsAt(ms, zone) - day * DAY_MS) / MINUTE_MS)

/** What of some stretches lies on one date, for drawing; on a day of a change the hour that is there twice is drawn once. */
export const barsOn = (stretches: readonly Interval[], date: string, zone: string): Bar[] => {
  const day = dayNumberOf(date)
  const whole = { startMs: startOfLocalDayMs(day, zone), endMs: startOfLocalDayMs(day + 1, zone) }
  return intersect(stretches, [whole]).map(({ startMs, endMs }) => ({
    fromMinute: startMs === whole.startMs ? 0 : minuteAt(startMs, day, zone),
    toMinute: endMs === whole.endMs ? 1440 : minuteAt(endMs, day, zone),
  }))
}

/** The seven dates from a Monday to its Sunday around a date. */
export const weekAround = (date: string): string[] => {
  const day = dayNumberOf(date)
  const monday = day - ((((day + 3) % 7) + 7) % 7)
  return Array.from({ length: 7 }, (_, index) => dateOf(monday + index))
}
