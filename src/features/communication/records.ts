import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { MessageKind } from '#domain/aftercare/kinds.ts'
import { type AftercarePlan, type DueStep, stepsFor } from '#domain/aftercare/plan.ts'
import { outOfQuietHours, type QuietManner } from '#domain/aftercare/quiet-hours.ts'
import type { RiskZone } from '#domain/body/area.ts'
import { reminderMs } from '#domain/encounter/left-in-place.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import { uuidv7 } from '#lib/ids.ts'
import { putOnList } from '../task/records.ts'

/** A message as its cause wants it. */
export interface NewMessage {
  readonly clinicId: string
  readonly patientId: string
  readonly kind: MessageKind
  readonly encounterId?: string
  /** The visit that it is about; that of the encounter when none is named. */
  readonly appointmentId?: string
  readonly stepId?: string
  readonly consentId?: string
  /** Tells two messages of one kind about one visit apart, such as the number of a change. */
  readonly occasion?: string
  /** What is so now and cannot be read again later. Nothing clinical. */
  readonly content?: Prisma.InputJsonObject
  /** Who works here and is to get it; of an alert alone. */
  readonly recipientIdentityId?: string
  /** Of aftercare: what was treated, and from when its clock ran. */
  readonly treated?: {
    readonly basis: 'last-needle-out' | 'planned-end' | 'removal-day'
    readonly areas: readonly string[]
    readonly chestWarning: boolean
  }
  readonly dueMs: number
  /** What quiet hours do to it. */
  readonly manner: QuietManner
}

const visitOf = async (tx: Transaction, clinicId: string, encounterId: string): Promise<string> =>
  (
    await tx.encounter.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id: encounterId } },
      select: { appointmentId: true },
    })
  ).appointmentId

/** When it may come, by the clinic's quiet hours. */
const comesMs = async (tx: Transaction, { clinicId, dueMs, manner }: NewMessage, nowMs: number): Promise<number> => {
  if (manner === 'pass') return dueMs
  const zone = await clinicZone(tx, clinicId)
  const { quietFrom, quietTo } = await messagePolicy(tx, clinicId, localDateOf(nowMs, zone))
  const quiet = { fromMinute: quietFrom, toMinute: quietTo }
  return outOfQuietHours(dueMs, { clockStartMs: nowMs, quiet, manner, zone })
}

/**
 * Puts a message into the outbox, in the transaction of what causes it: it is there if and only if its cause is, and once
 * however often it is said (P6). By which channel it goes is decided when it is handed over, by what the patient wants then.
 */
export const putInOutbox = async (
  tx: Transaction,
  message: NewMessage,
  nowMs: number,
): Promise<{ readonly id: string; readonly isNew: boolean }> => {
  const { clinicId, patientId, kind, encounterId, stepId, consentId, treated, manner } = message
  const dueMs = await comesMs(tx, message, nowMs)
  const id = uuidv7()
  const appointmentId =
    message.appointmentId ?? (encounterId === undefined ? undefined : await visitOf(tx, clinicId, encounterId))
  const { count } = await tx.communication.createMany({
    data: {
      ...{ clinicId, id, patientId, kind, encounterId, appointmentId, stepId, consentId, manner },
      ...{ occasion: message.occasion ?? '', content: message.content ?? {} },
      ...{ recipientIdentityId: message.recipientIdentityId, channel: 'email', attempt: 1, status: 'due' },
      ...{ basis: treated?.basis, areas: [...(treated?.areas ?? [])], chestWarning: treated?.chestWarning ?? false },
      dueAt: new Date(dueMs),
    },
    skipDuplicates: true,
  })
  const isNew = count === 1
  if (isNew) await enqueue(tx, 'send-communication', { clinicId, communicationId: id }, { dueMs, nowMs })
  return { id, isNew }
}

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
  for (const { stepId, dueMs, basis, chestWarning } of due) {
    const treated = { basis, areas: areaIds, chestWarning }
    const made = await putInOutbox(
      tx,
      {
        ...{ clinicId, patientId: encounter.patientId, kind: 'aftercare', encounterId, stepId, treated },
        ...{ appointmentId: encounter.appointmentId, dueMs, manner: 'pass' },
      },
      nowMs,
    )
    if (!made.isNew) await catchUp(tx, encounter, { stepId, chestWarning }, areaIds)
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
  { stepId, chestWarning }: Pick<DueStep, 'stepId' | 'chestWarning'>,
  areas: readonly string[],
): Promise<void> => {
  // waits for a hand-over that is being marked just now
  const [known] = await tx.$queryRaw<{ id: string; status: string; warned: boolean }[]>`
    SELECT id, status, chest_warning AS warned FROM communication
    WHERE clinic_id = ${clinicId}::uuid AND encounter_id = ${encounterId}::uuid AND step_id = ${stepId}::uuid
      AND attempt = 1 FOR UPDATE`
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
  for (const { id: stepId } of [...atOnce, reminder]) {
    const isReminder = stepId === reminder.id
    // each needle that is left has messages of its own
    const before = await tx.communication.count({ where: { clinicId, encounterId, stepId } })
    await putInOutbox(
      tx,
      {
        ...{ clinicId, patientId, kind: 'removal', encounterId, stepId, occasion: `${before + 1}` },
        treated: { basis: isReminder ? 'removal-day' : 'last-needle-out', areas: [areaId], chestWarning: false },
        ...{ dueMs: isReminder ? reminderMs(removal) : nowMs, manner: 'pass' },
      },
      nowMs,
    )
  }
  return true
}
