import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { Actor } from '#domain/actor.ts'
import type { MessageKind } from '#domain/aftercare/kinds.ts'
import { type DueStep, needsChestWarning, sameWords, stepsFor } from '#domain/aftercare/plan.ts'
import { outOfQuietHours, type QuietHours, type QuietManner } from '#domain/aftercare/quiet-hours.ts'
import { isTestAlert } from '#domain/contact/alerted.ts'
import type { Channel } from '#domain/contact/reach.ts'
import { reminderMs } from '#domain/encounter/left-in-place.ts'
import { daysToAskAlone } from '#domain/outcome/asking.ts'
import { DAY_MS, localDateOf, MINUTE_MS } from '#domain/time/zone.ts'
import { flagsOfVisit, placesTreated, plansOfVisit } from '#features/aftercare-plan/queries.ts'
import { endAlertsAt } from '#features/alert-phone/records.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { addChoice, noteLandline } from '#features/contact/records.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { askAfterDays } from '#features/observation/queries.ts'
import { enqueue, enqueueAll } from '#jobs/queue.ts'
import { uuidv7 } from '#lib/ids.ts'
import { putOnList } from '../task/records.ts'
import type { CommunicationRow } from './queries.ts'

/** A message as its cause wants it. */
export interface NewMessage {
  readonly clinicId: string
  /** Null of an alert alone: nobody knows whose text it is about. */
  readonly patientId: string | null
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
  /** Of an alert alone, which takes each of its reader's ways by itself. */
  readonly channel?: Channel
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

/** Somebody has to look: what may not have arrived becomes a task, without clinical content. */
export const askDesk = async (
  tx: Transaction,
  clinicId: string,
  message: {
    readonly id: string
    readonly kind: string
    readonly occasion: string
    readonly patientId: string | null
    readonly encounterId: string | null
    readonly appointmentId: string | null
  },
  reason: string,
): Promise<void> => {
  const { id: communicationId, kind, patientId, encounterId, appointmentId } = message
  // whoever tried their own number sees by themselves that nothing came
  if (isTestAlert(kind, message.occasion)) return
  await tx.task.create({
    data: {
      ...{ clinicId, kind: 'message-not-delivered', status: 'open', patientId, encounterId },
      // of what was treated the list says nothing, not even by the name of the service
      appointmentId: encounterId === null ? appointmentId : null,
      detail: { communicationId, message: kind, reason },
    },
  })
}

/**
 * What became of a text tells of its number: nobody reads texts there, or the provider knows of a STOP that never reached us.
 * It is of who works here, or of the patient whom it was written to.
 */
export const noteLearned = async (
  tx: Transaction,
  { clinicId, patient, sentTo: address, recipientIdentityId }: CommunicationRow,
  learned: 'no-mobile' | 'stopped',
  nowMs: number,
): Promise<void> => {
  if (recipientIdentityId !== null) {
    const endedBy = learned === 'stopped' ? 'provider' : learned
    return endAlertsAt(tx, clinicId, address ?? '', { endedBy, nowMs })
  }
  if (patient === null) return
  if (learned === 'no-mobile') return noteLandline(tx, clinicId, patient.id)
  const said = { channel: 'sms', purpose: 'all', agrees: false, how: 'provider', address } as const
  await addChoice(tx, clinicId, [patient.id], said)
}

const visitOf = async (tx: Transaction, clinicId: string, encounterId: string): Promise<string> =>
  (
    await tx.encounter.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id: encounterId } },
      select: { appointmentId: true },
    })
  ).appointmentId

interface Quiet {
  readonly quiet: QuietHours
  readonly zone: string
}

/** The clinic's quiet hours now, on the patient's own clock where that is another. */
const quietOf = async (tx: Transaction, clinicId: string, patientId: string, nowMs: number): Promise<Quiet> => {
  const own = await tx.patient.findUnique({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { timeZone: true },
  })
  const zone = own?.timeZone ?? (await clinicZone(tx, clinicId))
  const { quietFrom, quietTo } = await messagePolicy(tx, clinicId, localDateOf(nowMs, zone))
  return { quiet: { fromMinute: quietFrom, toMinute: quietTo }, zone }
}

/** When it may come, by the clinic's quiet hours. */
const comesMs = async (
  tx: Transaction,
  { clinicId, patientId, dueMs, manner }: NewMessage,
  nowMs: number,
): Promise<number> =>
  manner === 'pass' || patientId === null
    ? dueMs
    : outOfQuietHours(dueMs, { ...(await quietOf(tx, clinicId, patientId, nowMs)), clockStartMs: nowMs, manner })

/**
 * Puts a message into the outbox, in the transaction of what causes it: it is there if and only if its cause is, and once
 * however often it is said (P6). By which channel it goes is decided when it is handed over, by what the patient wants then;
 * an alert to who works here is one message by each of their ways.
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
      ...{ recipientIdentityId: message.recipientIdentityId, attempt: 1, status: 'due' },
      channel: message.channel ?? 'email',
      ...{ basis: treated?.basis, areas: [...(treated?.areas ?? [])], chestWarning: treated?.chestWarning ?? false },
      dueAt: new Date(dueMs),
    },
    skipDuplicates: true,
  })
  const isNew = count === 1
  if (isNew) await enqueue(tx, 'send-communication', { clinicId, communicationId: id }, { dueMs, nowMs })
  return { id, isNew }
}

interface KnownMessage {
  readonly id: string
  readonly status: string
  readonly warned: boolean
  readonly templateKey: string
  readonly offsetMinutes: number
}

/** Messages that a visit has from its plans; waits for a hand-over that is being marked just now. */
const knownMessages = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.$queryRaw<KnownMessage[]>`
    SELECT c.id, c.status, c.chest_warning AS warned, s.template_key AS "templateKey", s.offset_minutes AS "offsetMinutes"
    FROM communication c JOIN aftercare_step s ON s.clinic_id = c.clinic_id AND s.id = c.step_id
    WHERE c.clinic_id = ${clinicId}::uuid AND c.encounter_id = ${encounterId}::uuid AND c.attempt = 1 AND c.kind = 'aftercare'
    ORDER BY c.id FOR UPDATE OF c`

const HOUR_MS = 3_600_000

/** What is planned of a visit by one at a time. */
const lockAftercare = (tx: Transaction, encounterId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`aftercare ${encounterId}`}, 0))`

/**
 * Makes the messages of a visit due, each step once (P6), in the transaction of what made them due. Nothing happens
 * for a visit in which no needle went in; a second call finds the messages there, adds what later facts ask for, and
 * tells those that stand what else was treated meanwhile.
 */
export const planAftercare = async (
  tx: Transaction,
  actor: Actor,
  encounterId: string,
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  await lockAftercare(tx, encounterId)
  const encounter = await tx.encounter.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: encounterId } },
    include: {
      appointment: { select: { endsAt: true, serviceId: true } },
      procedures: { where: { enteredInError: false }, select: { areaId: true, technique: true } },
    },
  })
  if (encounter.procedures.length === 0) return
  const areas = [...new Set(encounter.procedures.map(({ areaId }) => areaId))].sort()
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const places = await placesTreated(tx, clinicId, areas)
  const due = stepsFor({
    ...{ plans: await plansOfVisit(tx, clinicId, { encounterId, date }), ...places },
    ...{
      techniques: encounter.procedures.map(({ technique }) => technique),
      flags: await flagsOfVisit(tx, encounterId),
    },
    serviceId: encounter.appointment.serviceId,
    lastNeedleOutMs: encounter.needlesOutAt?.getTime() ?? null,
    plannedEndMs: encounter.appointment.endsAt.getTime(),
  })
  const known = await knownMessages(tx, clinicId, encounterId)
  const there = new Set(known.map(sameWords))
  const fresh = due.filter((step) => !there.has(sameWords(step)))
  const { appointmentId, patientId } = encounter
  await makeDue(tx, { clinicId, encounterId, appointmentId, patientId, areas }, fresh, nowMs)
  const startMs = (encounter.needlesOutAt ?? encounter.appointment.endsAt).getTime()
  await askLater(tx, { clinicId, encounterId, appointmentId, patientId, startMs, date }, due, nowMs)
  const chestWarning = needsChestWarning(places.riskZones)
  // nobody is well because no plan speaks to them, nor because the place was written down last
  if (chestWarning && (fresh.length > 0 || known.every(({ warned }) => !warned))) {
    const { chestCheckHours, noAnswerHours } = await messagePolicy(tx, clinicId, date)
    const dueMs = startMs + (chestCheckHours + noAnswerHours) * HOUR_MS
    await enqueue(tx, 'call-unanswered', { clinicId, encounterId }, { dueMs, nowMs })
  }
  await catchUp(tx, encounter, known, { areas, chestWarning }, nowMs)
}

interface TreatedPatient {
  readonly clinicId: string
  readonly encounterId: string
  readonly appointmentId: string
  readonly patientId: string
  readonly areas: readonly string[]
}

interface AskedLater {
  readonly clinicId: string
  readonly encounterId: string
  readonly appointmentId: string
  readonly patientId: string
  readonly startMs: number
  readonly date: string
}

/** On the days on which the clinic wants numbers and no step asks, a message of its own does; once, whoever says it (P6). */
const askLater = async (
  tx: Transaction,
  { startMs, date, ...visit }: AskedLater,
  due: readonly DueStep[],
  nowMs: number,
): Promise<void> => {
  for (const afterDays of daysToAskAlone(await askAfterDays(tx, visit.clinicId, date), due))
    await putInOutbox(
      tx,
      {
        ...{ ...visit, kind: 'check-in', occasion: `after ${afterDays} days`, content: { afterDays } },
        ...{ dueMs: startMs + afterDays * DAY_MS, manner: 'after' },
      },
      nowMs,
    )
}

/** All that is new goes into the outbox in one statement, and its jobs in another. */
const makeDue = async (
  tx: Transaction,
  { areas, ...visit }: TreatedPatient,
  steps: readonly DueStep[],
  nowMs: number,
): Promise<void> => {
  if (steps.length === 0) return
  const { clinicId } = visit
  const quiet = await quietOf(tx, clinicId, visit.patientId, nowMs)
  const rows = steps.map(({ stepId, manner, dueMs, basis, chestWarning }) => ({
    ...{ ...visit, id: uuidv7(), kind: 'aftercare', stepId, manner, channel: 'email', attempt: 1, status: 'due' },
    ...{ dueAt: new Date(outOfQuietHours(dueMs, { ...quiet, clockStartMs: nowMs, manner })) },
    ...{ basis, areas: [...areas], chestWarning },
  }))
  await tx.communication.createMany({ data: rows })
  const jobs = rows.map(({ id: communicationId, dueAt }) => ({
    ...{ payload: { clinicId, communicationId }, dueMs: dueAt.getTime() },
  }))
  await enqueueAll(tx, 'send-communication', jobs, nowMs)
}

interface TreatedVisit {
  readonly clinicId: string
  readonly appointmentId: string
  readonly patientId: string
  readonly practitionerId: string
}

/**
 * Messages that stand already learn of areas treated since. Did one go out before anybody knew that the lung was near,
 * somebody has to call.
 */
const catchUp = async (
  tx: Transaction,
  { clinicId, appointmentId, patientId, practitionerId }: TreatedVisit,
  known: readonly KnownMessage[],
  { areas, chestWarning }: { readonly areas: readonly string[]; readonly chestWarning: boolean },
  nowMs: number,
): Promise<void> => {
  if (known.length === 0) return
  await tx.communication.updateMany({
    where: { clinicId, id: { in: known.map(({ id }) => id) } },
    data: { areas: [...areas], chestWarning },
  })
  const unwarned = known.find(({ warned, status }) => !warned && status !== 'due' && status !== 'withheld')
  if (unwarned === undefined || !chestWarning) return
  const { answerMinutes } = await messagePolicy(tx, clinicId, localDateOf(nowMs, await clinicZone(tx, clinicId)))
  await putOnList(tx, clinicId, {
    ...{ kind: 'call-patient', patientId, appointmentId, practitionerId },
    ...{ detail: { communicationId: unwarned.id }, dueMs: nowMs + answerMinutes * MINUTE_MS },
  })
}

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
  const date = localDateOf(nowMs, removal.zone)
  const steps = (await plansOfVisit(tx, clinicId, { encounterId, date })).flatMap((plan) => plan.steps)
  const reminder = steps.find(({ anchor }) => anchor === 'removal-day')
  if (reminder === undefined) return false
  const atOnce = leaflet === 'mail' ? steps.filter(({ anchor }) => anchor === 'left-in-place') : []
  for (const { id: stepId, manner } of [...atOnce, reminder]) {
    const isReminder = stepId === reminder.id
    // each needle that is left has messages of its own
    const before = await tx.communication.count({ where: { clinicId, encounterId, stepId } })
    await putInOutbox(
      tx,
      {
        ...{ clinicId, patientId, kind: 'removal', encounterId, stepId, occasion: `${before + 1}` },
        treated: { basis: isReminder ? 'removal-day' : 'last-needle-out', areas: [areaId], chestWarning: false },
        ...{ dueMs: isReminder ? reminderMs(removal) : nowMs, manner },
      },
      nowMs,
    )
  }
  return true
}
