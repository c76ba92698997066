import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import { finishWith } from '#db/transaction.ts'
import type { Actor } from '#domain/actor.ts'
import type { BookingWarning, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import { decideBooking } from '#domain/appointment/decide-booking.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { closeAskedTask } from '../task/records.ts'
import { wordOf } from '../visit-notice/records.ts'
import { choosePractitioner } from './choose-practitioner.ts'
import type { WantedVisit } from './load-visit.ts'
import { lockVisit } from './lock-visit.ts'
import { type Booked, saveVisit, sourceOf } from './save-visit.ts'

export interface BookingRequest {
  readonly requestId: string
  readonly wanted: WantedVisit
  readonly startMs: number
  readonly comment: string | null
  readonly override: OverrideRequest | null
  /** The task in which somebody asked for this visit to be allowed; done with the booking. */
  readonly taskId: string | null
  /** Nobody has told the patient in another way, or they are to have it in writing all the same. */
  readonly tell: boolean
}

type Answer = Awaited<ReturnType<typeof runCommand<Booked, Refusal>>>

/** What to tell beside a booking that stands; not kept, since it is no part of what was done. */
export interface Told {
  readonly answer: Answer
  readonly warnings: readonly BookingWarning[]
}

/** Books a visit, or asks for it where the clinic answers first; or says everything that stands in its way. */
export const bookAppointment = async (
  database: Database,
  actor: Actor,
  request: BookingRequest,
  nowMs: number,
): Promise<Told> => {
  const { wanted, startMs, comment, override } = request
  let warnings: readonly BookingWarning[] = []
  let attempt = 0
  const command = {
    // worked out when it is this one's turn: of a crowd, the first is not to wait for the names of all
    get command() {
      return `book-appointment ${fingerprint(request)}`
    },
    requestId: request.requestId,
    contested: [wanted.patientId, wanted.practitionerId ?? `anybody for ${wanted.serviceId}`],
  }
  const answer = await runCommand<Booked, Refusal>(database, actor, command, async (tx) => {
    attempt += 1
    const loaded = await lockVisit(tx, { actor, wanted, startMs, nowMs, wholeBody: true, wasBeaten: attempt > 1 })
    if (!('frame' in loaded)) return refused(loaded)
    const { service } = loaded.frame
    const choice = choosePractitioner(loaded, startMs, override, decideBooking)
    if (choice === null) return refused({ reason: 'not-offered', serviceId: service.id } as const)
    const { practitioner, verdict } = choice
    if (!verdict.ok) return refused(...verdict.refusals)
    warnings = verdict.warnings
    const status = actor.kind === 'patient' && service.byRequest ? 'proposed' : 'booked'
    const { booked, written } = saveVisit(
      tx,
      loaded,
      { practitioner, verdict },
      { status, source: sourceOf(actor), arrivedAtMs: null, comment, override, draftId: wanted.holdId },
    )
    await finishWith(tx, [written])
    if (request.taskId !== null && actor.kind === 'staff')
      await closeAskedTask(tx, actor, { ...booked, taskId: request.taskId, patientId: wanted.patientId })
    const deed = status === 'proposed' ? 'requested' : 'booked'
    const audit = {
      action: status === 'proposed' ? 'request-appointment' : 'book-appointment',
      entityType: 'Appointment',
      entityId: booked.appointmentId,
      patientId: wanted.patientId,
      detail: { startIso: booked.startIso, breaks: booked.breaks },
    }
    return done(booked, audit, request.tell ? wordOf(actor, { deed, appointmentIds: [booked.appointmentId] }) : null)
  })
  return { answer, warnings }
}
