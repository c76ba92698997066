import { lockResources } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, type Outcome, refused, runCommand } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingWarning, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import type { Break, Refusal } from '#domain/appointment/refusal.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { uuidv7 } from '#lib/ids.ts'
import type { Loaded } from './assemble-facts.ts'
import { type Choice, choosePractitioner } from './choose-practitioner.ts'
import { thingsOf } from './load-frame.ts'
import { frameVisit, loadVisit, type WantedVisit } from './load-visit.ts'
import { closeDraft, holdVisit, insertAreas, insertVisit, type NewVisit } from './records.ts'

export interface BookingRequest {
  readonly requestId: string
  readonly wanted: WantedVisit
  readonly startMs: number
  readonly comment: string | null
  readonly override: OverrideRequest | null
}

/** What was booked or moved, as the receipt keeps it. */
export type Booked = {
  readonly appointmentId: string
  readonly practitionerId: string
  readonly placeId: string
  readonly startIso: string
  readonly endIso: string
  readonly version: number
  /** Rules that an override broke. */
  readonly breaks: Break[]
}

type Answer = Awaited<ReturnType<typeof runCommand<Booked, Refusal>>>

/** What to tell beside a booking that stands; not kept, since it is no part of what was done. */
export interface Told {
  readonly answer: Answer
  readonly warnings: readonly BookingWarning[]
}

/** Books a visit, or says everything that stands in its way. */
export const bookAppointment = async (
  database: Database,
  actor: Actor,
  request: BookingRequest,
  nowMs: number,
): Promise<Told> => {
  let warnings: readonly BookingWarning[] = []
  let attempt = 0
  const command = { command: `book-appointment ${fingerprint(request)}`, requestId: request.requestId }
  const answer = await runCommand<Booked, Refusal>(database, actor, command, async (tx) => {
    attempt += 1
    const loaded = await loadLocked(tx, actor, request, nowMs, attempt > 1)
    if (!('frame' in loaded)) return refused(loaded)
    const choice = choosePractitioner(loaded, request.startMs, request.override, decideBooking)
    if (choice === null) return refused({ reason: 'not-offered', serviceId: loaded.frame.service.id } as const)
    if (!choice.verdict.ok) return refused(...choice.verdict.refusals)
    warnings = choice.verdict.warnings
    return saveBooking(tx, loaded, choice, request)
  })
  return { answer, warnings }
}

/** Around one start: everything a visit of it can touch, its buffers and a night included. */
const stretchAround = (startMs: number) => ({ fromMs: startMs - DAY_MS, toMs: startMs + 2 * DAY_MS })

/**
 * Locks the patient and everyone who may be chosen, then loads the facts. Places, devices and attendants are left to the
 * claim itself, which only one can win, so that one room does not queue up the whole clinic; who was beaten once locks
 * them too.
 */
const loadLocked = async (
  tx: Transaction,
  actor: Actor,
  { wanted, startMs }: BookingRequest,
  nowMs: number,
  wasBeaten: boolean,
): Promise<Loaded | Refusal> => {
  const stretch = stretchAround(startMs)
  const framed = await frameVisit(tx, actor, wanted, stretch)
  if (!framed.ok) return framed.refusal
  const { frame } = framed
  const people = frame.practitioners.map((person) => person.id)
  const locked = [wanted.patientId, ...people, ...(wasBeaten ? thingsOf(frame) : [])]
  const [, loaded] = await Promise.all([
    lockResources(tx, actor.clinicId, locked, nowMs),
    loadVisit(tx, frame, { actor, nowMs, wanted, stretch, wholeBody: true }),
  ])
  return loaded
}

const sourceOf = (actor: Actor): string =>
  actor.kind === 'patient'
    ? 'portal'
    : actor.kind === 'staff' && actor.practitionerId !== null && !actor.roles.includes('desk')
      ? 'practitioner'
      : 'desk'

/** Saves what was decided, in one round trip: the visit, its areas, and everything it claims. */
const saveBooking = async (
  tx: Transaction,
  loaded: Loaded,
  { practitioner, verdict }: Choice,
  request: BookingRequest,
): Promise<Outcome<Booked, Refusal>> => {
  if (!verdict.ok) return refused(...verdict.refusals)
  const { actor, frame, areaIds } = loaded
  const { clinicId } = actor
  const patientId = frame.patient.id
  const { service, location } = frame
  const appointmentId = uuidv7()
  const { startMs, endMs } = verdict.visit
  const visit: NewVisit = {
    ...{ appointmentId, patientId, practitionerId: practitioner.id, placeId: verdict.placeId, startMs, endMs },
    ...{ locationId: location.id, timeZone: location.zone, service, areasUndecided: loaded.areasUndecided },
    ...{ comment: request.comment, source: sourceOf(actor), status: 'booked' },
  }
  await Promise.all([
    closeDraft(tx, actor, request.wanted.holdId),
    insertVisit(tx, clinicId, visit),
    insertAreas(tx, clinicId, appointmentId, areaIds),
    holdVisit(tx, actor, { appointmentId, patientId, verdict, override: request.override, rest: loaded.body.rest }),
  ])
  const booked: Booked = {
    appointmentId,
    practitionerId: practitioner.id,
    placeId: verdict.placeId,
    startIso: new Date(startMs).toISOString(),
    endIso: new Date(endMs).toISOString(),
    version: 1,
    breaks: [...verdict.breaks],
  }
  return done(booked, {
    action: 'book-appointment',
    entityType: 'Appointment',
    entityId: appointmentId,
    patientId,
    detail: { startIso: booked.startIso, breaks: booked.breaks },
  })
}
