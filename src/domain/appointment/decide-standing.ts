import type { BookingVerdict } from './booking-facts.ts'
import { decideBooking } from './decide-booking.ts'
import { whyNotChange } from './decide-change.ts'
import { type RescheduleFacts, without } from './decide-reschedule.ts'

/** What makes a visit stand, where it is, that did not: a request that is granted, somebody who has come after all. */
export type StandingAction = 'confirm' | 'undo-no-show'

/** A visit was once early enough and near enough; that is not asked a second time. */
const ANY_NUMBER_OF_DAYS = 36_500

/**
 * Whether a visit may stand where it is: everything is decided again with the facts of now, but for how soon it is. What
 * was asked for and is over by now is not granted any more.
 */
export function decideStanding(facts: RescheduleFacts, action: StandingAction): BookingVerdict {
  const { actor, appointment, expectedVersion, nowMs, zone, startMs } = facts
  const refusal = whyNotChange(action, { actor, appointment, expectedVersion, minNoticeMinutes: 0, nowMs, zone })
  if (refusal) return { ok: false, refusals: [refusal] }
  if (action === 'confirm' && startMs < nowMs) return { ok: false, refusals: [{ reason: 'time-passed', startMs }] }
  const asIfEarly = without(appointment.id, facts)
  return decideBooking({
    ...asIfEarly,
    nowMs: Math.min(nowMs, startMs),
    service: { ...asIfEarly.service, minNoticeMinutes: 0, maxAheadDays: ANY_NUMBER_OF_DAYS },
  })
}
