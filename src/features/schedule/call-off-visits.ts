import { appendAudit } from '#db/audit.ts'
import { lockResources } from '#db/claims.ts'
import type { Database, Transaction } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { callOff } from '../appointment/records.ts'
import { wordOf } from '../visit-notice/records.ts'
import { closedOver, closingOf } from './queries.ts'

export interface CallOffRequest {
  readonly requestId: string
  readonly exceptionId: string
  /** The visits that were looked at. One that came meanwhile stays on the list. */
  readonly appointmentIds: readonly string[]
}

export type CallOffRefusal = { readonly reason: 'not-found' | 'nobody-to-tell' }

/**
 * Calls off the visits that a closing falls on, in one go, and tells their patients, who are asked to choose another time.
 * Whoever no message reaches is left on the to-do list with the visit as it stands: they would come for nothing.
 */
export const callOffVisits = (database: Database, actor: StaffActor, request: CallOffRequest, nowMs: number) =>
  runCommand<{ visits: number; people: number }, CallOffRefusal>(
    database,
    actor,
    { command: `call-off-visits ${fingerprint(request)}`, requestId: request.requestId },
    async (tx) => {
      const { clinicId } = actor
      const { exceptionId, requestId } = request
      const closing = await closingOf(tx, actor, exceptionId)
      if (closing === null) return refused({ reason: 'not-found' } as const)
      await lockVisits(tx, clinicId, request.appointmentIds)
      const there = await closedOver(tx, clinicId, { exceptionId, limit: MOST, offset: 0 }, nowMs)
      const told = there.filter(({ id, reach }) => reach !== 'call' && request.appointmentIds.includes(id))
      const ids = told.map(({ id }) => id)
      const off = ids.length === 0 ? [] : await callOff(tx, actor, ids, closing.reason)
      if (off.length === 0) return refused({ reason: 'nobody-to-tell' } as const)
      const deed = closing.subject.kind === 'practitioner' ? 'practitioner-away' : 'closed'
      for (const { id, patientId } of off) {
        const cancelled = { action: 'cancel-appointment', entityType: 'Appointment', entityId: id, patientId }
        await appendAudit(tx, actor, requestId, { ...cancelled, detail: { late: false, exceptionId } })
      }
      const people = new Set(off.map(({ patientId }) => patientId)).size
      return done(
        { visits: off.length, people },
        {
          action: 'call-off-visits',
          entityType: 'ScheduleException',
          entityId: exceptionId,
          detail: { visits: off.length, people },
        },
        wordOf(actor, { deed, appointmentIds: off.map(({ id }) => id) }),
      )
    },
  )

/** A closing longer than that is told of in several goes. */
const MOST = 1000

/** Everything that the visits hold, in id order, as whoever moves or cancels one of them does. */
const lockVisits = async (tx: Transaction, clinicId: string, appointmentIds: readonly string[]): Promise<void> => {
  const rows = await tx.appointment.findMany({
    where: { clinicId, id: { in: [...appointmentIds] } },
    select: { patientId: true, practitionerId: true, placeId: true, participants: { select: { resourceId: true } } },
  })
  const held = rows.flatMap(({ patientId, practitionerId, placeId, participants }) => [
    ...[patientId, practitionerId, placeId],
    ...participants.map(({ resourceId }) => resourceId),
  ])
  await lockResources(tx, clinicId, held)
}
