import { dayNumberOf } from '../time/calendar-date.ts'
import type { Interval } from '../time/interval.ts'
import { localDateOf, startOfLocalDayMs } from '../time/zone.ts'

/** From which day to which a chaperone or interpreter is away, 'YYYY-MM-DD', both included. */
export interface Away {
  readonly awayFrom: string | null
  /** null: until further notice */
  readonly awayUntil: string | null
}

/** When somebody who is away cannot be there, in the zone of the place where they would be; null when they are not away. */
export const awayDuring = ({ awayFrom, awayUntil }: Away, zone: string): Interval | null =>
  awayFrom === null
    ? null
    : {
        startMs: startOfLocalDayMs(dayNumberOf(awayFrom), zone),
        endMs: awayUntil === null ? Number.POSITIVE_INFINITY : startOfLocalDayMs(dayNumberOf(awayUntil) + 1, zone),
      }

/** Whether somebody is away on the day on which something begins. */
export const isAwayAt = ({ awayFrom, awayUntil }: Away, startMs: number, zone: string): boolean => {
  const date = localDateOf(startMs, zone)
  return awayFrom !== null && date >= awayFrom && (awayUntil === null || date <= awayUntil)
}
