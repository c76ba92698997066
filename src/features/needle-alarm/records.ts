import type { Transaction } from '#db/client.ts'
import type { AlarmStage } from '#domain/encounter/removal-alarm.ts'
import { enqueue } from '#jobs/queue.ts'
import { alarmFacts, encountersWithNeedlesIn, policyToday } from './queries.ts'

/** Needles went in: a job looks at them when they are due out. Said again it looks again. */
export const watchNeedles = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  nowMs: number,
): Promise<void> => {
  const [encounter] = await encountersWithNeedlesIn(tx, clinicId, encounterId)
  if (encounter === undefined) return
  const { dueMs } = alarmFacts(encounter, await policyToday(tx, clinicId, nowMs))
  await enqueue(tx, 'raise-needle-alarm', { clinicId, encounterId }, { dueMs, nowMs })
}

/** Keeps how far an alarm has gone; every screen hears of it. */
export const keepStage = async (
  tx: Transaction,
  { clinicId, encounterId, dueMs }: { clinicId: string; encounterId: string; dueMs: number },
  stage: AlarmStage,
  nowMs: number,
): Promise<string> => {
  const open = await tx.needleAlarm.findFirst({ where: { clinicId, encounterId, endedAt: null } })
  const stageAt = new Date(nowMs)
  if (open === null) {
    const { id } = await tx.needleAlarm.create({
      data: { clinicId, encounterId, dueAt: new Date(dueMs), stage, stageAt },
      select: { id: true },
    })
    return id
  }
  if (open.stage !== stage) {
    await tx.needleAlarm.update({ where: { clinicId_id: { clinicId, id: open.id } }, data: { stage, stageAt } })
  }
  return open.id
}

/** The last needle is out: what rang has an end. */
export const endAlarm = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  nowMs: number,
): Promise<void> => {
  await tx.needleAlarm.updateMany({
    where: { clinicId, encounterId, endedAt: null },
    data: { endedAt: new Date(nowMs) },
  })
}
