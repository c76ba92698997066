import { clearRunOutHolds, lockResources, releaseAppointment } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { Beaten, done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { BookingFacts } from '#domain/appointment/booking-facts.ts'
import { decideStanding, type StandingAction } from '#domain/appointment/decide-standing.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { statusAfter } from '#domain/appointment/transitions.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { wordOf } from '../visit-notice/records.ts'
import type { Loaded } from './assemble-facts.ts'
import { choosePractitioner } from './choose-practitioner.ts'
import { thingsOf } from './load-frame.ts'
import { frameVisit, loadVisit } from './load-visit.ts'
import { holdVisit } from './records.ts'
import { wantedMove } from './reschedule-appointment.ts'
import { type Agreement, type Booked, bookedOf } from './save-visit.ts'

export interface StandingRequest {
  readonly requestId: string
  readonly appointmentId: string
  readonly expectedVersion: number
  readonly action: StandingAction
}

/**
 * Makes a visit stand where it is: a request that the clinic grants, or somebody who was thought not to have come. It is
 * decided again with the facts of now, and takes its time again.
 */
export const standAppointment = (database: Database, actor: StaffActor, request: StandingRequest, nowMs: number) => {
  const { action, appointmentId, expectedVersion, requestId } = request
  const command = { command: `${action}-appointment ${fingerprint(request)}`, requestId }
  return runCommand<Booked, Refusal>(database, actor, command, async (tx) => {
    const loaded = await loadLocked(tx, actor, appointmentId, nowMs)
    if (!('frame' in loaded)) return refused(loaded)
    const { moving, service, patient } = loaded.frame
    if (moving === null) return refused({ reason: 'not-found' } as const)
    const decide = (facts: BookingFacts) =>
      decideStanding({ ...facts, appointment: { ...moving, clinicId: actor.clinicId }, expectedVersion }, action)
    const choice = choosePractitioner(loaded, moving.startMs, null, decide)
    if (choice === null) return refused({ reason: 'not-offered', serviceId: service.id } as const)
    const { practitioner, verdict } = choice
    if (!verdict.ok) return refused(...verdict.refusals)
    const stood = await save(tx, loaded, { practitioner, verdict }, action)
    const audit = {
      action: `${action}-appointment`,
      entityType: 'Appointment',
      entityId: appointmentId,
      patientId: patient.id,
      detail: { startIso: stood.startIso },
    }
    const granted = action === 'confirm' ? wordOf(actor, { deed: 'granted', appointmentIds: [appointmentId] }) : null
    return done(stood, audit, granted)
  })
}

/** The visit as it is, with its own practitioner, and everything locked that it may claim. */
const loadLocked = async (
  tx: Transaction,
  actor: StaffActor,
  appointmentId: string,
  nowMs: number,
): Promise<Loaded | Refusal> => {
  const { clinicId } = actor
  const anyone = await wantedMove(tx, clinicId, { appointmentId, practitionerId: null, holdId: null })
  if (anyone === null) return { reason: 'not-found' }
  const seen = await frameVisit(tx, actor, anyone, { fromMs: nowMs, toMs: nowMs, nowMs })
  if (!seen.ok) return seen.refusal
  const { moving } = seen.frame
  if (moving === null) return { reason: 'not-found' }
  const wanted = { ...anyone, practitionerId: moving.practitionerId }
  const stretch = { fromMs: moving.startMs - DAY_MS, toMs: moving.startMs + 2 * DAY_MS }
  const locked = [moving.patientId, moving.practitionerId, ...thingsOf(seen.frame)]
  const [, , framed] = await Promise.all([
    lockResources(tx, clinicId, locked),
    clearRunOutHolds(tx, clinicId, locked, nowMs),
    frameVisit(tx, actor, wanted, { ...stretch, nowMs }),
  ])
  if (!framed.ok) return framed.refusal
  // moved to somebody else meanwhile: who it is with now is not locked
  if (framed.frame.moving?.practitionerId !== moving.practitionerId) throw new Beaten()
  return loadVisit(tx, framed.frame, { actor, nowMs, wanted, stretch, wholeBody: true, whose: true })
}

const save = async (
  tx: Transaction,
  { actor, frame, body }: Loaded,
  { practitioner, verdict }: Agreement,
  action: StandingAction,
): Promise<Booked> => {
  const { moving, patient } = frame
  if (moving === null) throw new Error('Only a visit that is there can stand')
  const { clinicId } = actor
  const { id: appointmentId, version } = moving
  const status = statusAfter(action, moving.status)
  const [, changed] = await Promise.all([
    releaseAppointment(tx, clinicId, appointmentId),
    tx.$executeRaw`
      UPDATE appointment SET status = ${status}, place_id = ${verdict.placeId}::uuid, version = version + 1
      WHERE clinic_id = ${clinicId}::uuid AND id = ${appointmentId}::uuid AND version = ${version}`,
    holdVisit(tx, actor, {
      appointmentId,
      patientId: patient.id,
      verdict,
      override: null,
      rest: body.rest,
      newAreaIds: [],
    }),
  ])
  if (changed === 0) throw new Beaten()
  return bookedOf(appointmentId, { practitioner, verdict }, status, version + 1)
}
