import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotChange } from '#domain/appointment/decide-change.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { type AppointmentAction, statusAfter } from '#domain/appointment/transitions.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { closeTasksOfVisit } from '../task/records.ts'
import { wordOf } from '../visit-notice/records.ts'
import type { Changed } from './cancel-appointment.ts'
import { changeAppointment, lockAppointment } from './lock-appointment.ts'

/** What can be said of somebody's coming: here, in the room, not come, and each taken back. */
export const ARRIVALS = [
  'arrive',
  'undo-arrival',
  'check-in',
  'undo-check-in',
  'no-show',
] as const satisfies readonly AppointmentAction[]

export interface ArrivalRequest {
  readonly requestId: string
  readonly appointmentId: string
  readonly action: (typeof ARRIVALS)[number]
}

/** Notes that somebody has come, is in the room, or has not come. A missed visit frees its time and starts no rest. */
export const arriveAppointment = (database: Database, actor: StaffActor, request: ArrivalRequest, nowMs: number) =>
  runCommand<Changed, Refusal>(
    database,
    actor,
    { command: `arrive-appointment ${fingerprint(request)}`, requestId: request.requestId },
    async (tx) => {
      const { action } = request
      const appointment = await lockAppointment(tx, actor, request.appointmentId)
      if (appointment === null) return refused({ reason: 'not-found' } as const)
      const { minNoticeMinutes, zone, clinicId, id, patientId } = appointment
      const refusal = whyNotChange(action, {
        actor,
        appointment,
        expectedVersion: null,
        minNoticeMinutes,
        nowMs,
        zone,
      })
      if (refusal !== null) return refused(refusal)
      const status = statusAfter(action, appointment.status)
      const arrivedAt =
        action === 'arrive' ? new Date(nowMs) : action === 'undo-arrival' || action === 'no-show' ? null : undefined
      const version = await changeAppointment(tx, appointment, { status, arrivedAt })
      if (action === 'no-show') await closeTasksOfVisit(tx, clinicId, id)
      return done(
        { appointmentId: id, status, version },
        { action: `${action}-appointment`, entityType: 'Appointment', entityId: id, patientId },
        action === 'no-show' ? wordOf(actor, { deed: 'missed', appointmentIds: [id] }) : null,
      )
    },
  )
