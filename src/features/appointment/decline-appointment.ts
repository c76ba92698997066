import { asIdentity } from '#db/audit.ts'
import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotChange } from '#domain/appointment/decide-change.ts'
import type { Refusal } from '#domain/appointment/refusal.ts'
import { statusAfter } from '#domain/appointment/transitions.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { closeTasksOfVisit } from '../task/records.ts'
import { wordOf } from '../visit-notice/records.ts'
import type { Changed } from './cancel-appointment.ts'
import { changeAppointment, lockAppointment } from './lock-appointment.ts'

/** Why a request is declined: one of a few words that the patient may read, and never more than that. */
export const DECLINE_REASONS = ['full', 'another-time', 'please-call'] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

export interface DeclineRequest {
  readonly requestId: string
  readonly appointmentId: string
  readonly expectedVersion: number
  readonly reason: DeclineReason
}

/** Declines what was asked for: its time and its rest are free at once, and the patient reads why in a word. */
export const declineAppointment = (database: Database, actor: StaffActor, request: DeclineRequest, nowMs: number) =>
  runCommand<Changed, Refusal>(
    database,
    actor,
    { command: `decline-appointment ${fingerprint(request)}`, requestId: request.requestId },
    async (tx) => {
      const appointment = await lockAppointment(tx, actor, request.appointmentId)
      if (appointment === null) return refused({ reason: 'not-found' } as const)
      const { zone, clinicId, id, patientId } = appointment
      const { expectedVersion, reason } = request
      const facts = { actor, appointment, expectedVersion, minNoticeMinutes: 0, nowMs, zone }
      const refusal = whyNotChange('decline', facts)
      if (refusal !== null) return refused(refusal)
      const byIdentityId = asIdentity(actor)
      await tx.cancellation.create({ data: { clinicId, appointmentId: id, reason, byIdentityId, declined: true } })
      const status = statusAfter('decline', appointment.status)
      const version = await changeAppointment(tx, appointment, { status })
      await closeTasksOfVisit(tx, clinicId, id)
      return done(
        { appointmentId: id, status, version },
        { action: 'decline-appointment', entityType: 'Appointment', entityId: id, patientId, detail: { reason } },
        wordOf(actor, { deed: 'declined', appointmentIds: [id] }),
      )
    },
  )
