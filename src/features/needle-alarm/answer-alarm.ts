import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { alarmStage } from '#domain/encounter/removal-alarm.ts'
import { MINUTE_MS } from '#domain/time/zone.ts'
import { enqueue } from '#jobs/queue.ts'
import { alarmFacts, encountersWithNeedlesIn, policyToday } from './queries.ts'
import { keepStage } from './records.ts'

export type AnswerRefusal = { readonly reason: 'not-found' }

/**
 * "I am going": everybody sees who goes, whoever it is. It ends only when the needles are out; who takes too long is called
 * again. Are they out meanwhile, nothing is left to say.
 */
export const answerAlarm = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  nowMs: number,
): Promise<Outcome<{ encounterId: string; goingByName: string }, AnswerRefusal>> => {
  const { clinicId } = actor
  const [found] = await tx.$queryRaw<{ patient_id: string }[]>`
    SELECT patient_id FROM encounter WHERE clinic_id = ${clinicId}::uuid AND id = ${encounterId}::uuid FOR UPDATE`
  if (found === undefined) return refused({ reason: 'not-found' })
  const answer = { encounterId, goingByName: actor.name }
  const audit = { action: 'answer-needle-alarm', entityType: 'Encounter', entityId: encounterId }
  const said = done(answer, { ...audit, patientId: found.patient_id })
  const [encounter] = await encountersWithNeedlesIn(tx, clinicId, encounterId)
  if (encounter === undefined) return said
  const policy = await policyToday(tx, clinicId, nowMs)
  const facts = alarmFacts(encounter, policy)
  const stage = alarmStage(facts, nowMs)
  if (stage === null) return said
  const id = await keepStage(tx, { clinicId, encounterId, dueMs: facts.dueMs }, stage, nowMs)
  await tx.needleAlarm.update({
    where: { clinicId_id: { clinicId, id } },
    data: { goingByIdentityId: asIdentity(actor), goingByName: actor.name, goingAt: new Date(nowMs) },
  })
  const dueMs = nowMs + policy.everyoneAfterMinutes * MINUTE_MS
  await enqueue(tx, 'raise-needle-alarm', { clinicId, encounterId }, { dueMs, nowMs })
  return said
}
