import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { alertChannels } from '#domain/contact/alerted.ts'
import { callStage } from '#domain/task/owner.ts'
import { alertPhoneFrom } from '#features/alert-phone/queries.ts'
import { type Rings, ringingOf, staffToCall } from '#features/answer-alert/queries.ts'
import { putInOutbox } from '#features/communication/records.ts'
import { writesTexts } from '#features/contact/queries.ts'

/**
 * Tells those on duty by message of what rings, and everybody once nobody has taken it in time; and once more, with the owner,
 * when whoever took it has not closed it. Each person once for each, by mail and, where they want that, by text as well. The
 * screens ring by themselves. Nothing is sent of what somebody looks after, and of two who raise the same one does.
 */
export const raiseAlert = async (tx: Transaction, actor: SystemActor, of: Rings, nowMs: number): Promise<void> => {
  const { clinicId } = actor
  // two clocks have to agree that it is too early: a job that came in time is not to be missed
  const [{ at } = { at: new Date(nowMs) }] = await tx.$queryRaw<{ at: Date }[]>`SELECT app_now() AS at`
  const clockMs = Math.max(nowMs, at.getTime())
  const ringing = await ringingOf(tx, clinicId, of, clockMs)
  const stage = ringing && callStage(ringing, clockMs)
  if (ringing === null || stage === null) return
  const { taskId, patientId, practitionerId, takenByName, closeByMs } = ringing
  const people = await staffToCall(tx, clinicId, { stage, practitionerId })
  const textsAreSetUp = await writesTexts(tx, clinicId)
  const said =
    stage === 'again'
      ? { occasion: `${taskId} again ${closeByMs}`, content: { takenByName } }
      : { occasion: `${taskId} ${stage}` }
  let fresh = 0
  for (const { identityId, alertPhone } of people)
    for (const channel of alertChannels(alertPhoneFrom(alertPhone), textsAreSetUp)) {
      const message = { clinicId, patientId, kind: 'staff-alert', recipientIdentityId: identityId, channel } as const
      const { isNew } = await putInOutbox(tx, { ...message, ...said, dueMs: nowMs, manner: 'pass' }, nowMs)
      if (isNew) fresh++
    }
  // raised already, by somebody or at the same instant: each step stands in the trail once
  if (fresh === 0 && people.length > 0) return
  const audit = { action: 'raise-answer-alert', entityType: 'Task', entityId: taskId, patientId }
  await appendAudit(tx, actor, null, { ...audit, detail: { stage, people: people.length } })
}
