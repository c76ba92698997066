import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { type AftercarePlan, stepsFor } from '#domain/aftercare/plan.ts'
import type { RiskZone } from '#domain/body/area.ts'
import { enqueue } from '#jobs/queue.ts'
import { uuidv7 } from '#lib/ids.ts'

const planOf = async (tx: Transaction, clinicId: string): Promise<AftercarePlan | null> => {
  const plan = await tx.aftercarePlan.findFirst({
    where: { clinicId },
    orderBy: { version: 'desc' },
    include: { aftercareSteps: { orderBy: { position: 'asc' } } },
  })
  if (plan === null) return null
  const steps = plan.aftercareSteps.map((step) => ({
    id: step.id,
    offsetMinutes: step.offsetMinutes,
    channel: 'email' as const,
    templateKey: step.templateKey,
    technique: step.technique,
    onlyRiskZones: step.onlyRiskZones as RiskZone[],
  }))
  return { id: plan.id, version: plan.version, steps }
}

/**
 * Makes the messages of a visit due, each step once (P6), in the transaction of what made them due. Nothing happens
 * for a visit in which no needle went in; a second call finds the messages there and adds none.
 */
export const planAftercare = async (
  tx: Transaction,
  actor: Actor,
  encounterId: string,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const encounter = await tx.encounter.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: encounterId } },
    include: {
      appointment: { select: { endsAt: true, technique: true } },
      procedures: { where: { enteredInError: false } },
    },
  })
  const plan = await planOf(tx, clinicId)
  if (plan === null || encounter.procedures.length === 0) return
  const areaIds = [...new Set(encounter.procedures.map(({ areaId }) => areaId))].sort()
  const areas = await tx.bodyArea.findMany({ where: { clinicId, id: { in: areaIds } }, select: { riskZones: true } })
  const due = stepsFor({
    plan,
    technique: encounter.procedures[0]?.technique ?? null,
    riskZones: areas.flatMap(({ riskZones }) => riskZones as RiskZone[]),
    lastNeedleOutMs: encounter.needlesOutAt?.getTime() ?? null,
    plannedEndMs: encounter.appointment.endsAt.getTime(),
  })
  for (const step of due) {
    const id = uuidv7()
    const made = await tx.communication.createMany({
      data: {
        clinicId,
        id,
        encounterId,
        patientId: encounter.patientId,
        stepId: step.stepId,
        channel: step.channel,
        attempt: 1,
        status: 'due',
        dueAt: new Date(step.dueMs),
        basis: step.basis,
        areas: areaIds,
        chestWarning: step.chestWarning,
      },
      skipDuplicates: true,
    })
    if (made.count === 1)
      await enqueue(tx, 'send-communication', { clinicId, communicationId: id }, { dueMs: step.dueMs, nowMs })
  }
}
