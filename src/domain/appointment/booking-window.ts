import { localDayOf, MINUTE_MS, startOfLocalDayMs } from '../time/zone.ts'

export interface BookingWindow {
  readonly notBeforeMs: number
  /** The last instant at which a visit may begin. */
  readonly notAfterMs: number
}

interface WindowPolicy {
  readonly minNoticeMinutes: number
  /** Calendar days from today in the clinic's zone; the last of them can still be booked whole. */
  readonly maxAheadDays: number
}

/** Between which instants a visit may begin; the same for offering times and for booking them. */
export function bookingWindow(policy: WindowPolicy, nowMs: number, zone: string): BookingWindow {
  const firstDayTooFar = localDayOf(nowMs, zone) + policy.maxAheadDays + 1
  return {
    notBeforeMs: nowMs + policy.minNoticeMinutes * MINUTE_MS,
    notAfterMs: startOfLocalDayMs(firstDayTooFar, zone) - 1,
  }
}
