import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { localDateOf, MINUTE_MS } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { messagePolicy } from '#features/message-policy/queries.ts'
import { enqueue } from '#jobs/queue.ts'
import { tasksFor } from './access.ts'
import type { MoveReason } from './schema.ts'

/** Something for a person to do. */
export interface NewTask {
  readonly kind: string
  readonly patientId: string | null
  readonly appointmentId: string | null
  /** Whose it is; null when anybody's who may see it. */
  readonly practitionerId: string | null
  readonly detail: Prisma.InputJsonObject
  /** Until somebody has to have taken it; it is then closed with a note. */
  readonly dueMs?: number
}

/** What may be taken or closed by the actor, open or not: of the tasks that they see. Waits for whoever else does so. */
export const openTaskOf = async (tx: Transaction, actor: StaffActor, taskId: string) => {
  const { clinicId } = actor
  const { kinds, practitionerId } = tasksFor(actor)
  await tx.$queryRaw`SELECT id FROM task WHERE clinic_id = ${clinicId}::uuid AND id = ${taskId}::uuid FOR UPDATE`
  return tx.task.findFirst({
    where: {
      ...{ clinicId, id: taskId },
      ...(kinds !== null && { kind: { in: [...kinds] } }),
      ...(practitionerId !== null && { OR: [{ practitionerId: null }, { practitionerId }, { rings: true }] }),
    },
    select: { status: true, patientId: true, takenAt: true },
  })
}

/** Says by name whose tasks these are from now on. What rings is silent for the clinic's minutes, and rings again after them. */
export const takeTasks = async (
  tx: Transaction,
  actor: StaffActor,
  ids: readonly string[],
  nowMs: number,
): Promise<void> => {
  const { clinicId } = actor
  const taken = { takenByIdentityId: asIdentity(actor), takenByName: actor.name, takenAt: new Date(nowMs) }
  const open = { clinicId, id: { in: [...ids] }, status: 'open' }
  const ringing = await tx.task.findMany({ where: { ...open, rings: true }, select: { id: true } })
  await tx.task.updateMany({ where: { ...open, rings: false }, data: taken })
  if (ringing.length === 0) return
  const date = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const dueMs = nowMs + (await messagePolicy(tx, clinicId, date)).closeMinutes * MINUTE_MS
  await tx.task.updateMany({ where: { ...open, rings: true }, data: { ...taken, closeBy: new Date(dueMs) } })
  for (const { id: taskId } of ringing) await enqueue(tx, 'raise-answer-alert', { clinicId, taskId }, { dueMs, nowMs })
}

/** Puts a task on the to-do list, unless the same is open for the same visit already. */
export const putOnList = async (tx: Transaction, clinicId: string, task: NewTask): Promise<void> => {
  if (task.appointmentId !== null) {
    const { kind, appointmentId } = task
    const open = await tx.task.findMany({
      where: { clinicId, kind, appointmentId, status: 'open' },
      select: { detail: true },
    })
    // a visit can be on the list for a cause of its own besides: taking that back must not take this off
    if (open.some(({ detail }) => !Object.hasOwn(Object(detail), 'causeId'))) return
  }
  const { dueMs, ...what } = task
  await tx.task.create({
    data: { clinicId, status: 'open', ...what, dueAt: dueMs === undefined ? null : new Date(dueMs) },
  })
}

/** Why a coming visit cannot stay as it is, besides a rest that it falls into. */
export interface MoveCause {
  readonly why: MoveReason
  /** What set it off: a closing, a need, a room that is given up. Taking that back takes the task off the list. */
  readonly causeId: string
  /** What there is to say of it: the reason of a closing, a name, a language. Nothing clinical. */
  readonly about: string
}

interface VisitToMove {
  readonly id: string
  readonly patientId: string
  readonly practitionerId: string
}

/** What is read of a visit before it is put on the list. */
export interface ListedVisit extends VisitToMove {
  readonly startMs: number
  readonly timeZone: string
  readonly patientName: string
  readonly practitionerName: string
  readonly serviceName: LocalizedText
}

/** A visit, and why it cannot stay. */
export interface CannotStay<V extends VisitToMove = ListedVisit> {
  readonly visit: V
  readonly cause: MoveCause
}

/** Puts coming visits on the to-do list that do not fit any more, each once for one cause. The visits stay as they are. */
export const putVisitsToMove = (
  tx: Transaction,
  clinicId: string,
  visits: readonly VisitToMove[],
  cause: MoveCause,
): Promise<void> =>
  putEachToMove(
    tx,
    clinicId,
    visits.map((visit) => ({ visit, cause })),
  )

const putEachToMove = async (
  tx: Transaction,
  clinicId: string,
  wanted: readonly CannotStay<VisitToMove>[],
): Promise<void> => {
  if (wanted.length === 0) return
  const listed = await tx.$queryRaw<{ key: string }[]>`
    SELECT t.appointment_id || ' ' || (t.detail ->> 'causeId') AS key FROM task t
    WHERE t.clinic_id = ${clinicId}::uuid AND t.kind = 'visit-to-move' AND t.status = 'open' AND t.detail ? 'causeId'
      AND t.appointment_id = ANY (${wanted.map(({ visit }) => visit.id)}::uuid[])`
  const already = new Set(listed.map(({ key }) => key))
  await tx.task.createMany({
    data: wanted
      .filter(({ visit, cause }) => !already.has(`${visit.id} ${cause.causeId}`))
      .map(({ visit: { id: appointmentId, patientId, practitionerId }, cause: { why, causeId, about } }) => ({
        ...{ clinicId, kind: 'visit-to-move', status: 'open' },
        ...{ appointmentId, patientId, practitionerId, detail: { why, causeId, about } },
      })),
  })
}

/** Coming visits that an edit leaves where they cannot stay; they are to be seen before it is made. */
export interface VisitsAffected {
  readonly reason: 'visits-affected'
  readonly visits: readonly ListedVisit[]
}

/** As many visits nobody has seen: so an edit is refused with those that it concerns, and never made. */
const ONLY_LOOKS = -1

/** An edit as it is asked for: whoever leafs on in the visits that it concerns only looks. */
export const lookingFrom = <I extends { readonly affectedSeen: number | null; readonly affectedFrom: number }>({
  affectedFrom,
  ...edit
}: I): Omit<I, 'affectedFrom'> => (affectedFrom > 0 ? { ...edit, affectedSeen: ONLY_LOOKS } : edit)

/**
 * Puts visits that cannot stay on the to-do list for whoever has seen all of them; else says which they are. `seen` is how
 * many were shown: one that came meanwhile is shown first, too. A visit with two causes is shown once.
 */
export const listEachThatCannotStay = async (
  tx: Transaction,
  clinicId: string,
  found: readonly CannotStay[],
  seen: number | null,
): Promise<VisitsAffected | null> => {
  const visits = [...new Map(found.map(({ visit }) => [visit.id, visit])).values()]
  if (seen === ONLY_LOOKS || (visits.length > 0 && visits.length !== seen))
    return { reason: 'visits-affected', visits: visits.toSorted((a, b) => a.startMs - b.startMs) }
  await putEachToMove(tx, clinicId, found)
  return null
}

/** The same where all have one cause. */
export const listWhatCannotStay = (
  tx: Transaction,
  clinicId: string,
  visits: readonly ListedVisit[],
  cause: MoveCause,
  seen: number | null,
): Promise<VisitsAffected | null> =>
  listEachThatCannotStay(
    tx,
    clinicId,
    visits.map((visit) => ({ visit, cause })),
    seen,
  )

/** What stood in these visits' way stands there no more. */
export const closeTasksOfVisits = async (
  tx: Transaction,
  clinicId: string,
  gone: readonly { readonly appointmentId: string; readonly causeId: string }[],
): Promise<void> => {
  if (gone.length === 0) return
  await tx.$executeRaw`
    UPDATE task t SET status = 'done', done_at = app_now()
    FROM unnest(${gone.map(({ appointmentId }) => appointmentId)}::uuid[], ${gone.map(({ causeId }) => causeId)}::text[]) AS g (appointment_id, cause_id)
    WHERE t.clinic_id = ${clinicId}::uuid AND t.status = 'open' AND t.kind = 'visit-to-move'
      AND t.appointment_id = g.appointment_id AND t.detail ->> 'causeId' = g.cause_id`
}

/** What set visits off was taken back: they can stay, but those that something of it still concerns. */
export const closeTasksOfCause = async (
  tx: Transaction,
  clinicId: string,
  causeId: string,
  { butOf = [] }: { readonly butOf?: readonly string[] } = {},
): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND status = 'open' AND kind = 'visit-to-move' AND detail ->> 'causeId' = ${causeId}
      AND appointment_id <> ALL (${[...butOf]}::uuid[])`
}

/** A visit that somebody asked to be allowed is booked, or what was arranged instead: there is nothing to do about it any more. */
export const closeAskedTask = async (
  tx: Transaction,
  actor: StaffActor,
  {
    taskId,
    patientId,
    appointmentId,
  }: { readonly taskId: string; readonly patientId: string; readonly appointmentId: string },
): Promise<void> => {
  const { clinicId, identityId } = actor
  const { practitionerId } = tasksFor(actor)
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now(), done_by_identity_id = ${identityId}, appointment_id = ${appointmentId}::uuid
    WHERE clinic_id = ${clinicId}::uuid AND id = ${taskId}::uuid AND kind IN ('allow-visit', 'visit-not-allowed') AND status = 'open' AND patient_id = ${patientId}::uuid
      AND (${practitionerId}::uuid IS NULL OR practitioner_id IS NULL OR practitioner_id = ${practitionerId}::uuid)`
}

/**
 * Asks whoever keeps the stock to put the book right about a lot, unless that is on the list already. The caller holds
 * the lot's lock, so that nobody puts it there beside this one.
 */
export const putLotOnList = async (
  tx: Transaction,
  clinicId: string,
  { lotId, fault }: { readonly lotId: string; readonly fault: string },
): Promise<void> => {
  const kind = 'lot-to-check'
  const open = await tx.task.findFirst({
    where: { clinicId, kind, status: 'open', detail: { path: ['lotId'], equals: lotId } },
    select: { id: true },
  })
  if (open !== null) return
  // no patient: what the desk has to do is about the box
  await tx.task.create({ data: { clinicId, kind, status: 'open', detail: { lotId, fault } } })
}

/** A lot whose box has come in is in the book: that it was not is nothing to look at any more. */
export const takeLotOffList = async (tx: Transaction, clinicId: string, lotId: string): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND kind = 'lot-to-check' AND status = 'open'
      AND detail ->> 'lotId' = ${lotId} AND detail ->> 'fault' = 'lot-unknown'`
}

/** A call in place of a message: once for each, and what said that it did not arrive is seen to. */
export const callInstead = async (
  tx: Transaction,
  clinicId: string,
  about: { readonly communicationId: string; readonly patientId: string; readonly appointmentId: string | null },
): Promise<void> => {
  const { communicationId, patientId, appointmentId } = about
  const ofIt = { clinicId, status: 'open', detail: { path: ['communicationId'], equals: communicationId } }
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND status = 'open' AND kind = 'message-not-delivered' AND detail ->> 'communicationId' = ${communicationId}`
  if ((await tx.task.count({ where: { ...ofIt, kind: 'call-patient' } })) > 0) return
  await tx.task.create({
    data: { clinicId, kind: 'call-patient', status: 'open', patientId, appointmentId, detail: { communicationId } },
  })
}

interface UnknownTextTask {
  readonly kind: string
  readonly rings: boolean
  readonly dueMs: number
  readonly mayWait: boolean
  readonly incomingTextId: string
  readonly fromNumber: string
  readonly meaning: string
}

/**
 * A text that somebody has to read, of somebody whom nobody knows, or of which it is not clear whose it is. While nobody has
 * taken up what was written there before, one task is enough for it; but not for what may not wait.
 */
export const putTextOnList = async (
  tx: Transaction,
  clinicId: string,
  { kind, rings, dueMs, mayWait, ...detail }: UnknownTextTask,
): Promise<void> => {
  const { fromNumber } = detail
  const same = { path: ['fromNumber'], equals: fromNumber }
  const untaken = { clinicId, status: 'open', takenAt: null, patientId: null, dueAt: { not: null }, detail: same }
  if (mayWait && (await tx.task.count({ where: untaken })) > 0) return
  await tx.task.create({
    data: { clinicId, kind, status: 'open', patientId: null, rings, dueAt: new Date(dueMs), detail },
  })
}

/** A visit that has moved, was cancelled or took place needs moving no more. */
export const closeTasksOfVisit = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid AND status = 'open' AND kind = 'visit-to-move'`
}

/** The same of several visits. */
export const closeTasksOfEach = async (
  tx: Transaction,
  clinicId: string,
  appointmentIds: readonly string[],
): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ANY (${[...appointmentIds]}::uuid[]) AND status = 'open' AND kind = 'visit-to-move'`
}

/** A visit that never was asks nothing of anybody; what its patient said since is still to be answered. */
export const closeEveryTaskOfVisit = async (
  tx: Transaction,
  clinicId: string,
  appointmentId: string,
): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND status = 'open' AND check_in_id IS NULL AND kind <> 'no-answer'
      AND (appointment_id = ${appointmentId}::uuid OR encounter_id IN (
      SELECT e.id FROM encounter e WHERE e.clinic_id = ${clinicId}::uuid AND e.appointment_id = ${appointmentId}::uuid))`
}

/** Whoever wrote a letter has to ask after the reply, once however often it is said. */
export const putReplyOnList = async (
  tx: Transaction,
  clinicId: string,
  letter: { readonly serviceRequestId: string; readonly patientId: string; readonly practitionerId: string },
): Promise<void> => {
  const { serviceRequestId, patientId, practitionerId } = letter
  const kind = 'referral-reply'
  const open = await tx.task.findFirst({
    where: { clinicId, kind, status: 'open', detail: { path: ['serviceRequestId'], equals: serviceRequestId } },
    select: { id: true },
  })
  if (open !== null) return
  await tx.task.create({
    data: { clinicId, kind, status: 'open', patientId, practitionerId, detail: { serviceRequestId } },
  })
}

/** The reply has come, or is not waited for any more. */
export const closeReplyTasks = async (tx: Transaction, clinicId: string, serviceRequestId: string): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND status = 'open' AND kind = 'referral-reply' AND detail ->> 'serviceRequestId' = ${serviceRequestId}`
}
