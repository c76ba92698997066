import { clearRunOutHolds, lockResources, releaseAppointment } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, type LeftJob, type Outcome, refused, runCommand } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingFacts, BookingWarning, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import { decideReschedule } from '#domain/appointment/decide-reschedule.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { knowsOfChange } from '#domain/appointment/visit-notice.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { closeAskedTask, closeTasksOfVisit } from '../task/records.ts'
import { wordOf } from '../visit-notice/records.ts'
import type { Loaded } from './assemble-facts.ts'
import type { Told } from './book-appointment.ts'
import { type Choice, choosePractitioner } from './choose-practitioner.ts'
import { type MovingVisit, thingsOf } from './load-frame.ts'
import { frameVisit, loadVisit, type WantedVisit } from './load-visit.ts'
import { closeDraft, holdVisit, moveVisit } from './records.ts'
import { type Booked, bookedOf } from './save-visit.ts'

export interface RescheduleRequest {
  readonly requestId: string
  readonly appointmentId: string
  readonly expectedVersion: number
  readonly startMs: number
  /** null: whoever can. */
  readonly practitionerId: string | null
  readonly override: OverrideRequest | null
  /** The time that was held for it, and the draft that was put aside: let go of with the move. */
  readonly holdId: string | null
  /** The task in which somebody asked for this move to be allowed; closed with it. */
  readonly taskId: string | null
  /** The patient gets a message about it. */
  readonly tell: boolean
}

/** Moves a visit to another time or practitioner, or says everything that stands in its way; then it stays where it is. */
export const rescheduleAppointment = async (
  database: Database,
  actor: Actor,
  request: RescheduleRequest,
  nowMs: number,
): Promise<Told> => {
  let warnings: readonly BookingWarning[] = []
  const command = { command: `reschedule-appointment ${fingerprint(request)}`, requestId: request.requestId }
  const answer = await runCommand<Booked, Refusal>(database, actor, command, async (tx) => {
    const loaded = await loadLocked(tx, actor, request, nowMs)
    if (loaded === null || !('frame' in loaded)) return refused(loaded ?? ({ reason: 'not-found' } as const))
    const { moving } = loaded.frame
    if (moving === null) return refused({ reason: 'not-found' } as const)
    const decide = (facts: BookingFacts) =>
      decideReschedule({
        ...facts,
        appointment: { ...moving, clinicId: actor.clinicId },
        expectedVersion: request.expectedVersion,
      })
    const choice = choosePractitioner(loaded, request.startMs, request.override, decide)
    if (choice === null) return refused({ reason: 'not-offered', serviceId: loaded.frame.service.id } as const)
    if (!choice.verdict.ok) return refused(...choice.verdict.refusals)
    warnings = choice.verdict.warnings
    return saveMove(tx, loaded, moving, choice, request)
  })
  return { answer, warnings }
}

/** The visit as it is asked to be: its own patient, service and areas, elsewhere in time. null for other eyes. */
export const wantedMove = async (
  tx: Transaction,
  clinicId: string,
  { appointmentId, practitionerId, holdId }: Pick<RescheduleRequest, 'appointmentId' | 'practitionerId' | 'holdId'>,
): Promise<WantedVisit | null> => {
  const visit = await tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id: appointmentId } },
    select: { patientId: true },
  })
  if (visit === null) return null
  return {
    patientId: visit.patientId,
    serviceId: null,
    areaIds: [],
    areasUndecided: false,
    practitionerId,
    movingAppointmentId: appointmentId,
    holdId,
    hereNow: false,
  }
}

/** Two visits that swap wait for each other unless both lock old and new first: people, and every place that may be used. */
const loadLocked = async (
  tx: Transaction,
  actor: Actor,
  request: RescheduleRequest,
  nowMs: number,
): Promise<Loaded | Refusal | null> => {
  const wanted = await wantedMove(tx, actor.clinicId, request)
  if (wanted === null) return null
  const stretch = { fromMs: request.startMs - DAY_MS, toMs: request.startMs + 2 * DAY_MS }
  const seen = await frameVisit(tx, actor, wanted, { ...stretch, nowMs })
  if (!seen.ok) return seen.refusal
  const { practitioners, moving } = seen.frame
  const old = moving === null ? [] : [moving.practitionerId, moving.placeId, ...moving.participantIds]
  const people = practitioners.map(({ id }) => id)
  const locked = [wanted.patientId, ...people, ...thingsOf(seen.frame), ...old]
  const [, , framed] = await Promise.all([
    lockResources(tx, actor.clinicId, locked),
    clearRunOutHolds(tx, actor.clinicId, locked, nowMs),
    frameVisit(tx, actor, wanted, { ...stretch, nowMs }),
  ])
  if (!framed.ok) return framed.refusal
  return loadVisit(tx, framed.frame, { actor, nowMs, wanted, stretch, wholeBody: true, whose: true })
}

/** Saves what was decided, in one round trip: lets go of the old time, then takes the new one. */
const saveMove = async (
  tx: Transaction,
  loaded: Loaded,
  moving: MovingVisit,
  { practitioner, verdict }: Choice,
  { override, holdId, taskId, tell }: RescheduleRequest,
): Promise<Outcome<Booked, Refusal>> => {
  if (!verdict.ok) return refused(...verdict.refusals)
  const { actor, frame } = loaded
  const { clinicId } = actor
  const patientId = frame.patient.id
  const appointmentId = moving.id
  const { startMs, endMs } = verdict.visit
  const to = {
    practitionerId: practitioner.id,
    placeId: verdict.placeId,
    startMs,
    endMs,
    timeZone: frame.location.zone,
    service: frame.service,
  }
  const [, , version] = await Promise.all([
    closeDraft(tx, actor, holdId),
    releaseAppointment(tx, clinicId, appointmentId),
    moveVisit(tx, clinicId, moving, to),
    holdVisit(tx, actor, { appointmentId, patientId, verdict, override, rest: loaded.body.rest, newAreaIds: [] }),
    closeTasksOfVisit(tx, clinicId, appointmentId),
    taskId !== null && actor.kind === 'staff'
      ? closeAskedTask(tx, actor, { taskId, patientId, appointmentId })
      : undefined,
  ])
  const moved = bookedOf(appointmentId, { practitioner, verdict }, moving.status, version)
  const audit = {
    action: 'reschedule-appointment',
    entityType: 'Appointment',
    entityId: appointmentId,
    patientId,
    detail: { fromIso: new Date(moving.startMs).toISOString(), startIso: moved.startIso, breaks: moved.breaks },
  }
  return done(moved, audit, tell ? wordOfMove(loaded, moving, moved) : null)
}

/** A visit that only changed rooms is the same to its patient. */
const wordOfMove = (
  { actor, frame }: Loaded,
  { startMs, practitionerId }: MovingVisit,
  moved: Booked,
): LeftJob | null => {
  // a move stays in its house
  const locationId = frame.location.id
  const before = { startMs, practitionerId, locationId }
  const now = { startMs: Date.parse(moved.startIso), practitionerId: moved.practitionerId, locationId }
  return knowsOfChange(before, now)
    ? wordOf(actor, { deed: 'moved', appointmentIds: [moved.appointmentId], before })
    : null
}
