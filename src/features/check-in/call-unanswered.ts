import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { needsChestWarning } from '#domain/aftercare/plan.ts'
import { outOfQuietHours } from '#domain/aftercare/quiet-hours.ts'
import type { RiskZone } from '#domain/body/area.ts'
import { localDateOf, MINUTE_MS } from '#domain/time/zone.ts'
import { lockRecord } from '#features/encounter/queries.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { uuidv7 } from '#lib/ids.ts'
import { answeredVisit, heardOf } from './queries.ts'

/**
 * Some hours after needling near the lung: nobody has been heard of, which is not the same as being well (Z2). Somebody has
 * to call, once for each visit; in the night, when the clinic's quiet hours are over.
 */
export const callUnanswered = async (
  tx: Transaction,
  actor: SystemActor,
  encounterId: string,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  await lockRecord(tx, clinicId, encounterId)
  const visit = await answeredVisit(tx, clinicId, encounterId)
  const { status, procedures, patientId, practitionerId, appointmentId, appointment, patient } = visit
  const zones = procedures.flatMap(({ area }) => area.riskZones as RiskZone[])
  if (status === 'entered-in-error' || patient.erasedAt !== null || !needsChestWarning(zones)) return
  if (await heardOf(tx, clinicId, encounterId)) return
  const zone = appointment.timeZone
  const { answerMinutes, quietFrom, quietTo } = await messagePolicy(tx, clinicId, localDateOf(nowMs, zone))
  const quiet = { fromMinute: quietFrom, toMinute: quietTo }
  const callableMs = outOfQuietHours(nowMs, { clockStartMs: nowMs, quiet, manner: 'after', zone })
  const id = uuidv7()
  await tx.task.createMany({
    data: {
      ...{ clinicId, id, kind: 'no-answer', status: 'open', detail: {} },
      ...{ patientId, encounterId, appointmentId, practitionerId },
      dueAt: new Date(callableMs + answerMinutes * MINUTE_MS),
    },
  })
  await appendAudit(tx, actor, null, { action: 'call-unanswered', entityType: 'Task', entityId: id, patientId })
}
