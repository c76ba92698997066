import { appendAudit } from '#db/audit.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, type Refused, refused, runCommand, type StoreRefusal } from '#db/command.ts'
import { finishWith } from '#db/transaction.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { BookingWarning, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { dateOf } from '#domain/time/calendar-date.ts'
import { localDayOf, MINUTE_MS } from '#domain/time/zone.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { possibleDuplicates } from '../patient/queries.ts'
import { insertPatient } from '../patient/records.ts'
import type { Loaded } from './assemble-facts.ts'
import { choosePractitioner } from './choose-practitioner.ts'
import { nextTimes, type OfferedTime, timesOf } from './find-times.ts'
import type { WantedVisit } from './load-visit.ts'
import { lockVisit } from './lock-visit.ts'
import { type Booked, saveVisit } from './save-visit.ts'

type Candidate = Awaited<ReturnType<typeof possibleDuplicates>>[number]

export interface WalkInRequest {
  readonly requestId: string
  readonly wanted: Omit<WantedVisit, 'patientId' | 'movingAppointmentId' | 'hereNow'>
  readonly patientId: string | null
  readonly newPatient: { readonly name: string; readonly locale: string; readonly notADuplicate: boolean } | null
  /** null: now. */
  readonly startMs: number | null
  readonly override: OverrideRequest | null
}

export type Received = Booked & { readonly patientId: string }
export interface PossiblyKnown {
  readonly reason: 'possible-duplicates'
  readonly candidates: readonly Candidate[]
}

export interface WalkInTold {
  readonly answer: { readonly ok: true; readonly value: Received } | Refused<Refusal | PossiblyKnown | StoreRefusal>
  readonly warnings: readonly BookingWarning[]
  /** What was asked for, with the start that was meant. */
  readonly startMs: number
  /** When else today; for somebody whom the clinic does not know yet, since nobody can ask for them afterwards. */
  readonly instead: readonly OfferedTime[] | null
}

const OFFERED = 3

/**
 * Receives somebody who comes without an appointment: enters them by name if need be, and books a visit that they have
 * arrived for, by the same rules as any other but for the notice. All of it or nothing.
 */
export const receiveWalkIn = async (
  database: Database,
  actor: StaffActor,
  request: WalkInRequest,
  nowMs: number,
): Promise<WalkInTold> => {
  // visits begin on whole minutes: this one has begun
  const minuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS
  const startMs = request.startMs ?? minuteMs
  let warnings: readonly BookingWarning[] = []
  let instead: readonly OfferedTime[] | null = null
  let attempt = 0
  const command = { command: `receive-walk-in ${fingerprint(request)}`, requestId: request.requestId }
  const answer = await runCommand<Received, Refusal | PossiblyKnown>(database, actor, command, async (tx) => {
    attempt += 1
    const person = await personOf(tx, actor, request)
    if (person.reason !== null) return refused(person)
    const { patientId } = person
    const wanted = { ...request.wanted, patientId, movingAppointmentId: null, hereNow: true }
    const asked = { actor, wanted, startMs, nowMs: minuteMs, wholeBody: true, wasBeaten: attempt > 1 }
    const loaded = await lockVisit(tx, asked)
    if (!('frame' in loaded)) return refused(loaded)
    const { service, location } = loaded.frame
    // who is here waits today; another day is booked, with its notice
    if (localDayOf(startMs, location.zone) !== localDayOf(nowMs, location.zone))
      return refused({ reason: 'not-allowed', breaks: [] } as const)
    const choice = choosePractitioner(loaded, startMs, request.override, decideBooking)
    if (choice === null) return refused({ reason: 'not-offered', serviceId: service.id } as const)
    const { practitioner, verdict } = choice
    if (!verdict.ok) {
      instead = request.newPatient === null ? null : laterToday(loaded, minuteMs)
      return refused(...verdict.refusals)
    }
    warnings = verdict.warnings
    const { override } = request
    const draftId = wanted.holdId
    const beginning = {
      status: 'arrived',
      source: 'walk-in',
      arrivedAtMs: nowMs,
      comment: null,
      override,
      draftId,
    } as const
    const { booked, written } = saveVisit(tx, loaded, { practitioner, verdict }, beginning)
    await finishWith(tx, [written])
    return done(
      { ...booked, patientId },
      {
        action: 'receive-walk-in',
        entityType: 'Appointment',
        entityId: booked.appointmentId,
        patientId,
        detail: { startIso: booked.startIso, breaks: booked.breaks },
      },
    )
  })
  return { answer, warnings, startMs, instead }
}

type Person = { readonly reason: null; readonly patientId: string } | (PossiblyKnown & { readonly patientId?: never })

/** Who it is: somebody known, or somebody new who is entered now, unless they may be known already. */
const personOf = async (
  tx: Transaction,
  actor: StaffActor,
  { requestId, patientId, newPatient }: WalkInRequest,
): Promise<Person> => {
  if (newPatient === null) return { reason: null, patientId: patientId ?? '' }
  const { clinicId } = actor
  const { name, locale, notADuplicate } = newPatient
  const unknown = { birthDate: null, phone: null, email: null }
  const candidates = notADuplicate ? [] : await possibleDuplicates(tx, clinicId, { name, ...unknown })
  if (candidates.length > 0) return { reason: 'possible-duplicates', candidates }
  const person = { name, locale, preferredName: null, pronouns: null, needs: null, ...unknown }
  const id = await insertPatient(tx, clinicId, person)
  await appendAudit(tx, actor, requestId, {
    ...{ action: 'create-patient', entityType: 'Patient', entityId: id, patientId: id },
  })
  return { reason: null, patientId: id }
}

/** The next free times of the day, as loaded for now. */
const laterToday = (loaded: Loaded, nowMs: number): OfferedTime[] => {
  const today = dateOf(localDayOf(nowMs, loaded.frame.location.zone))
  return nextTimes(timesOf(loaded, today, today), nowMs, OFFERED, null)
}
