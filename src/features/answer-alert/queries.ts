import type { Transaction } from '#db/client.ts'
import { part } from '#db/transaction.ts'
import { hasRole, readsClinical, type StaffActor } from '#domain/actor.ts'
import { type CallStage, callStage, isCalledAt } from '#domain/task/owner.ts'

/** More at once than any clinic has patients at home. */
const MOST_RING = 50

interface RingingRow {
  readonly taskId: string
  /** Null: a text of which nobody knows whose it is. */
  readonly patientId: string | null
  readonly patientName: string | null
  readonly patientPhone: string | null
  readonly practitionerId: string | null
  readonly appointmentId: string | null
  readonly isNeedle: boolean
  readonly sinceMs: number
  readonly dueMs: number
  readonly takenByIdentityId: string | null
  readonly takenByName: string | null
  readonly takenMs: number | null
  readonly closeByMs: number | null
}

/** Whom what rings is about: a patient, or a telephone number while nobody knows whose text it is. */
export const ABOUT = part`coalesce(t.patient_id::text, t.detail ->> 'fromNumber', t.id::text)`

/**
 * What rings now, one for each of those: of several answers one that was not taken yet, then what is to be closed first, and
 * what may be an emergency rather than a needle that was found. It calls as many as the one that has waited longest.
 */
const ringingRows = (tx: Transaction, clinicId: string) =>
  tx.$queryRaw<RingingRow[]>`
    SELECT DISTINCT ON (${ABOUT}) t.id AS "taskId", t.patient_id AS "patientId", p.name AS "patientName",
      CASE WHEN t.patient_id IS NULL THEN t.detail ->> 'fromNumber' ELSE p.phone END AS "patientPhone",
      t.practitioner_id AS "practitionerId", t.appointment_id AS "appointmentId", t.kind = 'needle-found' AS "isNeedle",
      (extract(epoch FROM t.created_at) * 1000)::float8 AS "sinceMs", (extract(epoch FROM min(t.due_at) OVER (PARTITION BY ${ABOUT}, t.taken_at IS NOT NULL)) * 1000)::float8 AS "dueMs",
      t.taken_by_identity_id AS "takenByIdentityId", t.taken_by_name AS "takenByName",
      (extract(epoch FROM t.taken_at) * 1000)::float8 AS "takenMs", (extract(epoch FROM t.close_by) * 1000)::float8 AS "closeByMs"
    FROM task t LEFT JOIN patient p ON p.clinic_id = t.clinic_id AND p.id = t.patient_id
    WHERE t.clinic_id = ${clinicId}::uuid AND t.rings AND t.status = 'open'
    ORDER BY ${ABOUT}, t.taken_at IS NOT NULL, t.close_by, t.kind = 'needle-found', t.due_at, t.id LIMIT ${MOST_RING}`

export interface RingingAnswer {
  readonly taskId: string
  /** Null: a text, and nobody knows whose it is. */
  readonly patientName: string | null
  readonly patientPhone: string | null
  /** Where it is read, for who may. */
  readonly patientId: string | null
  readonly isNeedle: boolean
  readonly sinceIso: string
  /** Null: the reader looks after it, and it is silent. */
  readonly stage: CallStage | null
  /** Who takes it, or took it and has not closed it; null: nobody yet. */
  readonly takenByName: string | null
  readonly takenIso: string | null
  readonly isMine: boolean
  readonly mayReadText: boolean
}

/**
 * The answers that ring for this person. It is worked out from the to-do list and the clock, so that it rings whatever
 * became of a job or a message. Once somebody has taken it, it stands on their screens alone until they close it, and rings
 * again when they do not.
 */
export const ringingFor = async (tx: Transaction, actor: StaffActor, nowMs: number): Promise<RingingAnswer[]> =>
  (await ringingRows(tx, actor.clinicId)).flatMap((row) => {
    const stage = callStage(row, nowMs)
    const called = {
      atTheDesk: hasRole(actor, 'desk'),
      clinicalLead: actor.clinicalLead,
      treated: actor.practitionerId !== null && actor.practitionerId === row.practitionerId,
      ownsClinic: hasRole(actor, 'owner'),
    }
    const { taskId, patientName, patientPhone, isNeedle, takenByName, takenMs } = row
    const isMine = row.takenByIdentityId === actor.identityId
    if (!isMine && (stage === null || !isCalledAt(stage, called))) return []
    return {
      ...{ taskId, patientName, patientPhone, isNeedle, stage, takenByName, isMine },
      takenIso: takenMs === null ? null : new Date(takenMs).toISOString(),
      patientId: readsClinical(actor) ? row.patientId : null,
      mayReadText: row.patientId === null && hasRole(actor, 'practitioner'),
      sinceIso: new Date(row.sinceMs).toISOString(),
    }
  })

/** What rings: an answer, or a text of which nobody knows whose it is; or what somebody took, by its task. */
export type Rings = { readonly checkInId: string } | { readonly incomingTextId: string } | { readonly taskId: string }

/** What rings of one answer or text and nobody has taken, or with one task and was not closed in time; null when there is none. */
export const ringingOf = async (tx: Transaction, clinicId: string, of: Rings, nowMs: number) => {
  const { checkInId = null, incomingTextId = null, taskId = null } = { ...of } as Readonly<Record<string, string>>
  const [found] = await tx.$queryRaw<RungRow[]>`
    SELECT t.id AS "taskId", t.patient_id AS "patientId", t.practitioner_id AS "practitionerId", t.taken_by_name AS "takenByName",
      (extract(epoch FROM t.due_at) * 1000)::float8 AS "dueMs", (extract(epoch FROM t.close_by) * 1000)::float8 AS "closeByMs"
    FROM task t WHERE t.clinic_id = ${clinicId}::uuid AND t.rings AND t.status = 'open' AND CASE
      WHEN ${checkInId}::uuid IS NOT NULL THEN t.taken_at IS NULL AND t.check_in_id = ${checkInId}::uuid
      WHEN ${incomingTextId}::text IS NOT NULL THEN t.taken_at IS NULL AND t.detail ->> 'incomingTextId' = ${incomingTextId} AND t.patient_id IS NULL
      ELSE t.close_by <= ${new Date(nowMs)}::timestamptz AND ${ABOUT} = ${aboutTask(clinicId, taskId)} END
    ORDER BY t.close_by, t.due_at, t.id LIMIT 1`
  return found ?? null
}

interface RungRow {
  readonly taskId: string
  readonly patientId: string | null
  readonly practitionerId: string | null
  readonly takenByName: string | null
  readonly dueMs: number
  readonly closeByMs: number | null
}

/** Whom one task that rings is about, as ABOUT names them. */
export const aboutTask = (clinicId: string, taskId: string | null) => part`(
  SELECT coalesce(o.patient_id::text, o.detail ->> 'fromNumber', o.id::text) FROM task o
  WHERE o.clinic_id = ${clinicId}::uuid AND o.id = ${taskId}::uuid AND o.rings)`

/** More people than any clinic calls. */
const MOST_CALLED = 100

/** Who works here and is called at a stage, as on the screens. */
export const staffToCall = async (
  tx: Transaction,
  clinicId: string,
  { stage, practitionerId }: { readonly stage: CallStage; readonly practitionerId: string | null },
) =>
  (
    await tx.membership.findMany({
      where: { clinicId, active: true },
      include: { alertPhone: true },
      orderBy: { id: 'asc' },
      take: MOST_CALLED,
    })
  ).filter((one) =>
    isCalledAt(stage, {
      atTheDesk: one.roles.includes('desk'),
      clinicalLead: one.clinicalLead,
      treated: practitionerId !== null && one.practitionerId === practitionerId,
      ownsClinic: one.roles.includes('owner'),
    }),
  )
