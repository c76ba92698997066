import { appendAudit } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { SystemActor } from '#domain/actor.ts'
import { alarmStage, nextStageMs } from '#domain/encounter/removal-alarm.ts'
import { lockRecord } from '#features/encounter/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import { alarmFacts, encountersWithNeedlesIn, policyToday } from './queries.ts'
import { keepStage } from './records.ts'

/**
 * Looks at needles that may be due out: carries the alarm as far as it has to be by now, and comes back when it has to go
 * further. Nothing rings for needles that are out.
 */
export const raiseAlarm = async (
  tx: Transaction,
  actor: SystemActor,
  encounterId: string,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  await lockRecord(tx, clinicId, encounterId)
  const [encounter] = await encountersWithNeedlesIn(tx, clinicId, encounterId)
  if (encounter === undefined) return
  const facts = alarmFacts(encounter, await policyToday(tx, clinicId, nowMs))
  const stage = alarmStage(facts, nowMs)
  const known = encounter.needleAlarms[0]?.stage
  if (stage !== null && stage !== known) {
    const id = await keepStage(tx, { clinicId, encounterId, dueMs: facts.dueMs }, stage, nowMs)
    const { patientId } = encounter
    await appendAudit(tx, actor, null, {
      ...{ action: 'raise-needle-alarm', entityType: 'NeedleAlarm', entityId: id, patientId, detail: { stage } },
    })
  }
  const nextMs = nextStageMs(facts, nowMs)
  if (nextMs !== null) await enqueue(tx, 'raise-needle-alarm', { clinicId, encounterId }, { dueMs: nextMs, nowMs })
}
