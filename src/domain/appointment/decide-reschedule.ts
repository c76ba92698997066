import type { BookingFacts, BookingVerdict } from './booking-facts.ts'
import { decideBooking } from './decide-booking.ts'
import { type StandingAppointment, whyNotChange } from './decide-change.ts'

export interface RescheduleFacts extends BookingFacts {
  /** The visit that moves; the other facts describe where it is to go. */
  readonly appointment: StandingAppointment
  readonly expectedVersion: number
}

/** The facts as they would be without the visit: it neither takes its own time nor rests against itself. */
export function without(appointmentId: string, facts: BookingFacts): BookingFacts {
  const notOwn = (row: { readonly appointmentId: string | null }): boolean => row.appointmentId !== appointmentId
  return {
    ...facts,
    patient: {
      ...facts.patient,
      busy: facts.patient.busy.filter(notOwn),
      restRows: facts.patient.restRows.filter(notOwn),
    },
    practitioner: { ...facts.practitioner, busy: facts.practitioner.busy.filter(notOwn) },
    places: facts.places.map((place) => ({ ...place, busy: place.busy.filter(notOwn) })),
    pools: facts.pools.map((pool) => ({
      ...pool,
      candidates: pool.candidates.map((candidate) => ({ ...candidate, busy: candidate.busy.filter(notOwn) })),
    })),
    // What was booked can still be moved when the clinic has stopped offering it.
    service: { ...facts.service, active: true },
  }
}

/**
 * Whether an appointment may move: it must be movable as it stands, and the new time must be bookable, also for the
 * rest that the moved visit sets against visits that stay (B17).
 */
export function decideReschedule(facts: RescheduleFacts): BookingVerdict {
  const { actor, appointment, expectedVersion, nowMs, zone } = facts
  const { minNoticeMinutes } = facts.service
  const refusal = whyNotChange('reschedule', { actor, appointment, expectedVersion, minNoticeMinutes, nowMs, zone })
  if (refusal) return { ok: false, refusals: [refusal] }
  return decideBooking(without(appointment.id, facts))
}
