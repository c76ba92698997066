import type { Transaction } from '#db/client.ts'
import type { Actor } from '#domain/actor.ts'
import { type AftercarePlan, type DueStep, stepsFor } from '#domain/aftercare/plan.ts'
import type { RiskZone } from '#domain/body/area.ts'
import { reminderMs } from '#domain/encounter/left-in-place.ts'
import { enqueue } from '#jobs/queue.ts'
import { uuidv7 } from '#lib/ids.ts'
import { putOnList } from '../task/records.ts'

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
 * for a visit in which no needle went in; a second call finds the messages there, adds none, and tells those what else
 * was treated meanwhile.
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
    if (made.count === 1) {
      await enqueue(tx, 'send-communication', { clinicId, communicationId: id }, { dueMs: step.dueMs, nowMs })
    } else {
      await catchUp(tx, encounter, step, areaIds)
    }
  }
}

interface TreatedVisit {
  readonly clinicId: string
  readonly id: string
  readonly appointmentId: string
  readonly patientId: string
  readonly practitionerId: string
}

/**
 * A message that stands already learns of areas treated since. Did it go out before anybody knew that the lung was
 * near, somebody has to call.
 */
const catchUp = async (
  tx: Transaction,
  { clinicId, id: encounterId, appointmentId, patientId, practitionerId }: TreatedVisit,
  { stepId, channel, chestWarning }: DueStep,
  areas: readonly string[],
): Promise<void> => {
  // waits for a hand-over that is being marked just now
  const [known] = await tx.$queryRaw<{ id: string; status: string; warned: boolean }[]>`
    SELECT id, status, chest_warning AS warned FROM communication
    WHERE clinic_id = ${clinicId}::uuid AND encounter_id = ${encounterId}::uuid AND step_id = ${stepId}::uuid
      AND channel = ${channel} AND attempt = 1 FOR UPDATE`
  if (known === undefined) return
  await tx.communication.update({
    where: { clinicId_id: { clinicId, id: known.id } },
    data: { areas: [...areas], chestWarning },
  })
  if (known.warned || !chestWarning || known.status === 'due' || known.status === 'withheld') return
  await putOnList(tx, clinicId, {
    kind: 'call-patient',
    patientId,
    appointmentId,
    practitionerId,
    detail: { communicationId: known.id },
  })
}

/** Steps of the plan that are about needles left in on purpose; they follow no technique. */
const LEFT_IN_PLACE = 'needle-left-in-place'

interface Removal {
  readonly clinicId: string
  readonly encounterId: string
  readonly areaId: string
  readonly leaflet: 'paper' | 'mail'
  /** `YYYY-MM-DD` */
  readonly removalOn: string
  readonly zone: string
  readonly nowMs: number
}

/**
 * Makes due what a patient is told of a needle that stays in: the leaflet at once when it goes by mail, and the reminder
 * before the day. False when the clinic has no words for it. Each needle left later has messages of its own.
 */
export const planRemoval = async (tx: Transaction, removal: Removal): Promise<boolean> => {
  const { clinicId, encounterId, areaId, leaflet, nowMs } = removal
  const { patientId } = await tx.encounter.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: { patientId: true },
  })
  const steps = ((await planOf(tx, clinicId))?.steps ?? []).filter(({ technique }) => technique === LEFT_IN_PLACE)
  const reminder = steps.find(({ templateKey }) => templateKey === 'needle-removal')
  if (reminder === undefined) return false
  const atOnce = leaflet === 'mail' ? steps.filter(({ templateKey }) => templateKey === 'needle-left') : []
  for (const { id: stepId, channel } of [...atOnce, reminder]) {
    const dueMs = stepId === reminder.id ? reminderMs(removal) : nowMs
    const before = await tx.communication.count({ where: { clinicId, encounterId, stepId } })
    const id = uuidv7()
    await tx.communication.createMany({
      data: {
        ...{ clinicId, id, encounterId, patientId, stepId, channel, attempt: before + 1 },
        ...{ status: 'due', dueAt: new Date(dueMs), basis: stepId === reminder.id ? 'removal-day' : 'last-needle-out' },
        ...{ areas: [areaId], chestWarning: false },
      },
    })
    await enqueue(tx, 'send-communication', { clinicId, communicationId: id }, { dueMs, nowMs })
  }
  return true
}
