import { MINUTE_MS } from '../time/zone.ts'
import type { AppointmentStatus } from './transitions.ts'

interface Cancelled {
  readonly status: AppointmentStatus
  readonly startMs: number
  readonly lateCancelMinutes: number
}

/** From when on a cancellation is late; null where the clinic has no such time, or there is nothing yet to be late for. */
export function lateFromMs({ status, startMs, lateCancelMinutes }: Cancelled): number | null {
  const binding = status === 'booked' || status === 'arrived'
  return binding && lateCancelMinutes > 0 ? startMs - lateCancelMinutes * MINUTE_MS : null
}

/** Whether the patient cancels too late for the time to be given to somebody else. What the clinic calls off is never late. */
export function isLateCancel(visit: Cancelled, nowMs: number, byClinic: boolean): boolean {
  const fromMs = lateFromMs(visit)
  return !byClinic && fromMs !== null && nowMs > fromMs
}
