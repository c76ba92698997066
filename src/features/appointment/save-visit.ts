import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingVerdict, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import type { Break } from '#domain/appointment/refusal.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { uuidv7 } from '#lib/ids.ts'
import type { Loaded } from './assemble-facts.ts'
import type { FramePractitioner } from './load-frame.ts'
import { closeDraft, holdVisit, insertVisit, type NewVisit } from './records.ts'

/** What was booked or moved, as the receipt keeps it. */
export type Booked = {
  readonly appointmentId: string
  readonly practitionerId: string
  readonly placeId: string
  readonly startIso: string
  readonly endIso: string
  readonly status: AppointmentStatus
  readonly version: number
  /** Rules that an override broke. */
  readonly breaks: Break[]
}

export interface Agreement {
  readonly practitioner: Pick<FramePractitioner, 'id'>
  readonly verdict: Extract<BookingVerdict, { ok: true }>
}

/** How a decided visit comes into the world. */
export interface Beginning {
  readonly status: 'proposed' | 'booked' | 'arrived'
  readonly source: NewVisit['source']
  readonly arrivedAtMs: number | null
  readonly comment: string | null
  readonly override: OverrideRequest | null
  /** The draft it was, with the time held for it: both are over with this. */
  readonly draftId: string | null
}

/** From where somebody books who is not a walk-in. */
export const sourceOf = (actor: Actor): NewVisit['source'] =>
  actor.kind === 'patient'
    ? 'portal'
    : actor.kind === 'staff' && actor.practitionerId !== null && !actor.roles.includes('desk')
      ? 'practitioner'
      : 'desk'

/** A visit that is being saved: what it is, and when that is written down. */
export interface Saving {
  readonly booked: Booked
  readonly written: Promise<unknown>
}

/** Saves what was decided, in one round trip: the visit, its areas, and everything it claims. */
export const saveVisit = (
  tx: Transaction,
  { actor, frame, areaIds, areasUndecided, body }: Loaded,
  { practitioner, verdict }: Agreement,
  { status, source, arrivedAtMs, comment, override, draftId }: Beginning,
): Saving => {
  const { clinicId } = actor
  const patientId = frame.patient.id
  const { service, location } = frame
  const appointmentId = uuidv7()
  const { startMs, endMs } = verdict.visit
  const visit: NewVisit = {
    ...{ appointmentId, patientId, practitionerId: practitioner.id, placeId: verdict.placeId, startMs, endMs },
    ...{
      locationId: location.id,
      timeZone: location.zone,
      service,
      areasUndecided,
      comment,
      source,
      status,
      arrivedAtMs,
    },
  }
  const written = Promise.all([
    closeDraft(tx, actor, draftId),
    insertVisit(tx, clinicId, visit),
    holdVisit(tx, actor, { appointmentId, patientId, verdict, override, rest: body.rest, newAreaIds: areaIds }),
  ])
  return { booked: bookedOf(appointmentId, { practitioner, verdict }, status, 1), written }
}

/** What is told of a visit that stands as it was decided. */
export const bookedOf = (
  appointmentId: string,
  { practitioner, verdict }: Agreement,
  status: AppointmentStatus,
  version: number,
): Booked => ({
  appointmentId,
  practitionerId: practitioner.id,
  placeId: verdict.placeId,
  startIso: new Date(verdict.visit.startMs).toISOString(),
  endIso: new Date(verdict.visit.endMs).toISOString(),
  status,
  version,
  breaks: [...verdict.breaks],
})
