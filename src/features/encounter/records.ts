import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { replaceRest } from '#features/appointment/records.ts'
import { planAftercare } from '#features/communication/records.ts'
import { endAlarm } from '#features/needle-alarm/records.ts'
import type { LockedEncounter } from './queries.ts'

type CountField = 'inserted' | 'discardedUnused' | 'droppedFound' | 'droppedNotFound'

/** Adds needles to the running count of a visit; a count that had been closed is open again. */
export const addToCount = async (
  tx: Transaction,
  clinicId: string,
  encounterId: string,
  more: Readonly<Partial<Record<CountField, number>>>,
): Promise<void> => {
  const nothing = { removed: 0, fellOutFound: 0, broken: 0, leftInPlace: 0, missing: 0 }
  const { inserted = 0, discardedUnused = 0, droppedFound = 0, droppedNotFound = 0 } = more
  await tx.needleCount.upsert({
    where: { clinicId_encounterId: { clinicId, encounterId } },
    create: { clinicId, encounterId, inserted, discardedUnused, droppedFound, droppedNotFound, ...nothing, version: 1 },
    update: {
      inserted: { increment: inserted },
      discardedUnused: { increment: discardedUnused },
      droppedFound: { increment: droppedFound },
      droppedNotFound: { increment: droppedNotFound },
      closedAt: null,
      version: { increment: 1 },
    },
  })
}

/** Every needle has a fate: rest runs from the last one, aftercare becomes due (Z15). Said again it changes nothing. */
export const lastNeedleOut = async (
  tx: Transaction,
  actor: StaffActor,
  encounter: LockedEncounter,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const first = encounter.needlesOutAt === null
  const needlesOutAt = encounter.needlesOutAt ?? new Date(nowMs)
  await tx.encounter.update({
    where: { clinicId_id: { clinicId, id: encounter.id } },
    data: { needlesOutAt, version: { increment: 1 } },
  })
  await endAlarm(tx, clinicId, encounter.id, nowMs)
  if (!first) return
  const startMs = (encounter.needlesInAt ?? needlesOutAt).getTime()
  await replaceRest(tx, actor, {
    encounterId: encounter.id,
    appointmentId: encounter.appointmentId,
    // in and out within one instant is still a needling
    needling: { startMs, endMs: Math.max(needlesOutAt.getTime(), startMs + 1) },
    nowMs,
  })
  await planAftercare(tx, actor, encounter.id, nowMs)
}
