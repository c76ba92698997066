import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { alertChannels } from '#domain/contact/alerted.ts'
import { callStage } from '#domain/task/owner.ts'
import { alertPhoneFrom } from '#features/alert-phone/queries.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { writesTexts } from '#features/contact/queries.ts'
import { type Rings, ringingOf, staffToCall } from './queries.ts'

/**
 * Tells those on duty by message of what rings, and everybody once nobody has taken it in time; each person once for each, by
 * mail and, where they want that, by text as well.
 * The screens ring by themselves. Nothing is sent for what somebody has taken.
 */
export const raiseAlert = async (tx: Transaction, actor: SystemActor, of: Rings, nowMs: number): Promise<void> => {
  const { clinicId } = actor
  const ringing = await ringingOf(tx, clinicId, of)
  if (ringing === null) return
  const { taskId, patientId, practitionerId, dueMs } = ringing
  const stage = callStage(dueMs, nowMs)
  const people = await staffToCall(tx, clinicId, { stage, practitionerId })
  const textsAreSetUp = await writesTexts(tx, clinicId)
  for (const { identityId, alertPhone } of people)
    for (const channel of alertChannels(alertPhoneFrom(alertPhone), textsAreSetUp)) {
      const message = { clinicId, patientId, kind: 'staff-alert', recipientIdentityId: identityId, channel } as const
      await putInOutbox(tx, { ...message, occasion: `${taskId} ${stage}`, dueMs: nowMs, manner: 'pass' }, nowMs)
    }
  const audit = { action: 'raise-answer-alert', entityType: 'Task', entityId: taskId, patientId }
  await appendAudit(tx, actor, null, { ...audit, detail: { stage, people: people.length } })
}
