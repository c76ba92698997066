import type { Transaction } from '#db/client.ts'
import { part } from '#db/transaction.ts'
import type { StaffActor } from '#domain/actor.ts'
import { displayName, type LocalizedText, type Side } from '#domain/body/area.ts'
import { ownerOf } from '#domain/task/owner.ts'
import { localDayOf, startOfLocalDayMs } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import type { Locale } from '#words/locale.ts'
import { tasksFor, WITH_A_NOTE } from './access.ts'
import type { MoveReason, Task } from './schema.ts'

/** What is kept of a visit that a practitioner was asked to allow. */
export interface AskedVisit {
  readonly serviceId: string
  readonly areaIds: readonly string[]
  readonly startIso: string
  readonly note: string
  readonly byName: string
}

interface Area {
  readonly id: string
  readonly side: Side
  readonly plainName: LocalizedText
  readonly clinicalName: LocalizedText
}

interface Row
  extends Omit<
    Task,
    | 'asked'
    | 'onDate'
    | 'fromNumber'
    | 'cause'
    | 'appointment'
    | 'createdIso'
    | 'doneIso'
    | 'dueIso'
    | 'owner'
    | 'withNote'
  > {
  readonly dueMs: number | null
  readonly isAnswer: boolean
  readonly createdMs: number
  readonly doneMs: number | null
  readonly appointment:
    | (Omit<NonNullable<Task['appointment']>, 'startIso' | 'serviceName'> & {
        readonly startMs: number
        readonly serviceName: LocalizedText
      })
    | null
  readonly detail: Partial<
    AskedVisit & {
      readonly why: MoveReason
      readonly about: string
      readonly onDate: string
      readonly fromNumber: string
    }
  >
  readonly askedService: LocalizedText | null
  readonly askedAreas: readonly Area[]
}

export interface TaskPage {
  readonly status: 'open' | 'done'
  readonly limit: number
  readonly cursor: string | null
}

/** How many people a recall reached who have not been told, nor given up with a reason. */
const TO_TELL = part`(SELECT count(*) FROM recall_people(t.clinic_id, (t.detail ->> 'recallId')::uuid) p WHERE p.standing IN ('waiting', 'tried'))::int`

/**
 * The actor's to-do list: open, what is due today first, then what has no time, oldest first, then what is due later; done, the latest first. A visit to move is on it only
 * while it is still to come and still falls into the rest that spoilt it, or what else set it off stands; a recall, while
 * somebody whom it reached has not been accounted for.
 */
export const listTasks = async (
  tx: Transaction,
  actor: StaffActor,
  page: TaskPage,
  { locale, nowMs }: { readonly locale: Locale; readonly nowMs: number },
) => {
  const { kinds, practitionerId } = tasksFor(actor)
  const open = page.status === 'open'
  const zone = await clinicZone(tx, actor.clinicId)
  const todayEnds = new Date(startOfLocalDayMs(localDayOf(nowMs, zone) + 1, zone))
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t.id, t.kind, t.status, (extract(epoch FROM t.created_at) * 1000)::float8 AS "createdMs",
      (extract(epoch FROM t.done_at) * 1000)::float8 AS "doneMs", t.detail, t.rings, t.note, t.taken_by_name AS "takenByName",
      (extract(epoch FROM t.due_at) * 1000)::float8 AS "dueMs", t.check_in_id IS NOT NULL AS "isAnswer",
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name, 'phone', p.phone) END AS patient,
      CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END AS practitioner,
      CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'startMs', (extract(epoch FROM a.starts_at) * 1000)::bigint,
        'timeZone', a.time_zone, 'serviceName', s.name, 'version', a.version) END AS appointment,
      (SELECT x.name FROM healthcare_service x WHERE x.clinic_id = t.clinic_id AND x.id::text = t.detail ->> 'serviceId') AS "askedService",
      (SELECT coalesce(json_agg(json_build_object('id', b.id, 'side', b.side, 'plainName', b.plain_name, 'clinicalName', b.clinical_name)), '[]')
        FROM body_area b WHERE b.clinic_id = t.clinic_id AND t.detail -> 'areaIds' ? b.id) AS "askedAreas",
      (SELECT json_build_object('id', l.id, 'productName', btrim(n.brand || ' ' || n.name), 'lotNumber', l.lot_number, 'fault', t.detail ->> 'fault')
        FROM lot l JOIN needle_product n ON n.clinic_id = l.clinic_id AND n.id = l.product_id
        WHERE t.kind = 'lot-to-check' AND l.clinic_id = t.clinic_id AND l.id = (t.detail ->> 'lotId')::uuid) AS lot,
      (SELECT json_build_object('id', r.id, 'reason', r.reason, 'reference', coalesce(r.reference, ''), 'toTell', ${TO_TELL})
        FROM recall r WHERE t.kind = 'recall-to-tell' AND r.clinic_id = t.clinic_id AND r.id = (t.detail ->> 'recallId')::uuid) AS recall
    FROM task t
    LEFT JOIN patient p ON p.clinic_id = t.clinic_id AND p.id = t.patient_id
    LEFT JOIN practitioner d ON d.clinic_id = t.clinic_id AND d.id = t.practitioner_id
    LEFT JOIN appointment a ON a.clinic_id = t.clinic_id AND a.id = t.appointment_id
    LEFT JOIN healthcare_service s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
    WHERE t.clinic_id = ${actor.clinicId}::uuid AND t.status = ${page.status}
      AND (${kinds}::text[] IS NULL OR t.kind = ANY (${kinds}::text[]))
      AND (${practitionerId}::uuid IS NULL OR t.practitioner_id IS NULL OR t.practitioner_id = ${practitionerId}::uuid OR t.rings)
      AND (t.kind <> 'visit-to-move' OR t.status = 'done' OR (a.status IN ('proposed', 'booked', 'arrived') AND ((t.detail ? 'causeId' AND NOT EXISTS (
        -- a need that its patient has ended is no cause any more
        SELECT 1 FROM patient_need n WHERE n.clinic_id = t.clinic_id AND n.id::text = t.detail ->> 'causeId' AND n.ended_at IS NOT NULL)) OR EXISTS (
        SELECT 1 FROM rest_claim r WHERE r.clinic_id = a.clinic_id AND r.appointment_id = a.id AND r.deviation_id IS NOT NULL))))
      AND (t.kind <> 'recall-to-tell' OR t.status = 'done' OR ${TO_TELL} > 0)
      AND (${page.cursor}::uuid IS NULL OR CASE WHEN ${open} THEN (coalesce(t.due_at, ${todayEnds}::timestamptz), t.id) > (
        SELECT coalesce(f.due_at, ${todayEnds}::timestamptz), f.id FROM task f WHERE f.clinic_id = t.clinic_id AND f.id = ${page.cursor}::uuid)
        ELSE t.id < ${page.cursor}::uuid END)
    ORDER BY CASE WHEN ${open} THEN coalesce(t.due_at, ${todayEnds}::timestamptz) END, CASE WHEN ${open} THEN t.id END, t.id DESC
    LIMIT ${page.limit + 1}`
  const tasks = rows.slice(0, page.limit).map((row) => taskOf(row, locale))
  return { tasks, nextCursor: rows.length > page.limit ? (tasks.at(-1)?.id ?? null) : null }
}

const iso = (ms: number): string => new Date(ms).toISOString()

const taskOf = (row: Row, locale: Locale): Task => {
  const { createdMs, doneMs, dueMs, isAnswer, appointment, detail, askedService, askedAreas, ...task } = row
  const { kind, rings, practitioner } = task
  return {
    ...task,
    createdIso: iso(createdMs),
    doneIso: doneMs === null ? null : iso(doneMs),
    dueIso: dueMs === null ? null : iso(dueMs),
    owner: ownerOf({ kind, rings, practitionerId: practitioner?.id ?? null }),
    withNote: isAnswer || dueMs !== null || WITH_A_NOTE.includes(kind),
    onDate: detail.onDate ?? null,
    fromNumber: (task.patient === null ? detail.fromNumber : null) ?? null,
    appointment:
      appointment === null
        ? null
        : {
            id: appointment.id,
            startIso: iso(appointment.startMs),
            timeZone: appointment.timeZone,
            serviceName: appointment.serviceName[locale],
            version: appointment.version,
          },
    cause: task.kind === 'visit-to-move' ? { why: detail.why ?? 'rest', about: detail.about ?? '' } : null,
    asked: askedOf(task.kind, detail, askedService, askedAreas, locale),
  }
}

const ABOUT_ASKED: readonly string[] = ['allow-visit', 'visit-not-allowed']

const askedOf = (
  kind: string,
  { serviceId, areaIds, startIso, note, byName }: Partial<AskedVisit>,
  service: LocalizedText | null,
  areas: readonly Area[],
  locale: Locale,
): Task['asked'] => {
  if (!ABOUT_ASKED.includes(kind) || serviceId === undefined || startIso === undefined) return null
  return {
    serviceId,
    serviceName: service?.[locale] ?? '',
    areaIds: [...(areaIds ?? [])],
    areaNames: areas.map((area) => displayName(area, locale, 'staff')),
    startIso,
    note: note ?? '',
    byName: byName ?? '',
  }
}
