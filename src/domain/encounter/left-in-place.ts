import { dateOf, dayNumberOf } from '../time/calendar-date.ts'
import { MINUTE_MS, startOfDayMs } from '../time/zone.ts'

/** The hour of the clinic's day at which somebody is reminded; early enough to come the same day. */
const REMINDED_AT_MINUTES = 8 * 60

export interface RemovalDay {
  /** `YYYY-MM-DD` */
  readonly removalOn: string
  readonly zone: string
  readonly nowMs: number
}

/** When the patient is reminded of a needle that is to come out: the morning before, else that morning, else now. */
export const reminderMs = ({ removalOn, zone, nowMs }: RemovalDay): number => {
  const morningOf = (date: string) => startOfDayMs(date, zone) + REMINDED_AT_MINUTES * MINUTE_MS
  const before = morningOf(dateOf(dayNumberOf(removalOn) - 1))
  return before > nowMs ? before : Math.max(nowMs, morningOf(removalOn))
}
