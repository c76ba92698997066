import { asIdentity } from '#db/audit.ts'
import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { Actor } from '#domain/actor.ts'
import { whyNotChange } from '#domain/appointment/decide-change.ts'
import { isLateCancel } from '#domain/appointment/late-cancel.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { statusAfter } from '#domain/appointment/transitions.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { closeTasksOfVisit } from '../task/records.ts'
import { wordOf } from '../visit-notice/records.ts'
import { changeAppointment, lockAppointment } from './lock-appointment.ts'

export interface CancelRequest {
  readonly requestId: string
  readonly appointmentId: string
  readonly expectedVersion: number
  readonly reason: string
  /** The clinic has to call it off: that is nobody's late cancellation. Only staff can say so. */
  readonly byClinic: boolean
  /** The patient gets a message about it. */
  readonly tell: boolean
}

export type Changed = { readonly appointmentId: string; readonly status: string; readonly version: number }

/** Cancels a visit: its time and its rest are free at once, and who cancelled it and why is kept. */
export const cancelAppointment = (database: Database, actor: Actor, request: CancelRequest, nowMs: number) =>
  runCommand<Changed, Refusal>(
    database,
    actor,
    { command: `cancel-appointment ${fingerprint(request)}`, requestId: request.requestId },
    async (tx) => {
      const appointment = await lockAppointment(tx, actor, request.appointmentId)
      if (appointment === null) return refused({ reason: 'not-found' } as const)
      const { minNoticeMinutes, zone, clinicId, id, patientId } = appointment
      const { expectedVersion } = request
      const refusal = whyNotChange('cancel', { actor, appointment, expectedVersion, minNoticeMinutes, nowMs, zone })
      if (refusal !== null) return refused(refusal)
      const reason = request.reason.trim()
      const late = isLateCancel(appointment, nowMs, actor.kind !== 'patient' && request.byClinic)
      const byIdentityId = asIdentity(actor)
      await tx.cancellation.create({ data: { clinicId, appointmentId: id, reason, byIdentityId, late } })
      const status = statusAfter('cancel', appointment.status)
      const version = await changeAppointment(tx, appointment, { status })
      await closeTasksOfVisit(tx, clinicId, id)
      return done(
        { appointmentId: id, status, version },
        { action: 'cancel-appointment', entityType: 'Appointment', entityId: id, patientId, detail: { late } },
        request.tell ? wordOf(actor, { deed: 'cancelled', appointmentIds: [id] }) : null,
      )
    },
  )
