import type { Transaction } from '#db/client.ts'
import { nothing, part } from '#db/transaction.ts'
import type { PatientNeed } from '#domain/appointment/needs.ts'
import type { Segment } from '#domain/appointment/segments.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import type { LocalizedText, RiskZone, Side } from '#domain/body/area.ts'
import type { ConsentPolicy } from '#domain/encounter/consent.ts'
import type { FramePractitioner } from './load-frame.ts'
import type { RawException, RawHours } from './read-openings.ts'

export interface AreaOfVisit {
  readonly id: string
  readonly side: Side
  readonly plainName: LocalizedText
  readonly clinicalName: LocalizedText
  readonly riskZones: readonly RiskZone[]
}

interface StoredConsent {
  readonly technique: string
  readonly riskZones: readonly RiskZone[]
  readonly textVersion: string
  readonly signedAtMs: number
  readonly withdrawnAtMs: number | null
}

/** A visit as the day's columns and its side panel show it. */
export interface VisitRow {
  readonly id: string
  readonly patientId: string
  readonly patientName: string
  readonly preferredName: string | null
  readonly birthDate: string | null
  readonly needs: string | null
  readonly practitionerId: string
  readonly practitionerName: string
  readonly placeId: string
  readonly placeLabel: string
  readonly roomName: string
  readonly serviceId: string
  readonly serviceName: LocalizedText
  readonly technique: string | null
  readonly status: AppointmentStatus
  readonly startMs: number
  readonly endMs: number
  readonly timeZone: string
  readonly segments: readonly Segment[]
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  readonly areas: readonly AreaOfVisit[]
  readonly areasUndecided: boolean
  readonly arrivedAtMs: number | null
  readonly version: number
  readonly comment: string | null
  /** Rules an override broke for this visit. */
  readonly breaks: readonly string[]
  /** Spoilt by what really happened at another visit: stands on the to-do list. */
  readonly restSpoilt: boolean
  /** Why else it cannot stay: a closing, a need, a licence that has ended. */
  readonly moveCauses: readonly { readonly why: string; readonly about: string }[]
  readonly firstVisit: boolean
  readonly consents: readonly StoredConsent[]
  /** Empty for eyes that the clinical record is closed to. */
  readonly conditions: readonly string[]
  readonly encounterStatus: string | null
  readonly needlesIn: boolean
  /** When the last of the visit's areas is rested again. */
  readonly restsUntilMs: number | null
  readonly minNoticeMinutes: number
  readonly lateCancelMinutes: number
  readonly cancellation: { readonly reason: string; readonly late: boolean; readonly declined: boolean } | null
}

interface VisitFilter {
  readonly fromMs: number
  readonly toMs: number
  readonly practitionerId: string | null
  readonly patientIds: readonly string[] | null
  readonly appointmentId: string | null
  readonly limit: number
}

const EVERYTHING = { fromMs: 0, toMs: 32_503_680_000_000, practitionerId: null, patientIds: null, appointmentId: null }

/** Visits that begin in the stretch, in order of time, with all that is shown of them: one statement. */
const visitsIn = (tx: Transaction, clinicId: string, filter: VisitFilter): Promise<VisitRow[]> => {
  const { practitionerId, appointmentId } = filter
  const patientIds = filter.patientIds === null ? null : [...filter.patientIds]
  return tx.$queryRaw<VisitRow[]>`
    SELECT a.id, a.patient_id AS "patientId", p.name AS "patientName", p.preferred_name AS "preferredName",
      p.birth_date::text AS "birthDate", p.needs, a.practitioner_id AS "practitionerId", d.name AS "practitionerName",
      a.place_id AS "placeId", pl.label AS "placeLabel", r.name AS "roomName",
      a.service_id AS "serviceId", s.name AS "serviceName", a.technique, a.status, a.time_zone AS "timeZone",
      (extract(epoch FROM a.starts_at) * 1000)::float8 AS "startMs", (extract(epoch FROM a.ends_at) * 1000)::float8 AS "endMs",
      (extract(epoch FROM a.arrived_at) * 1000)::float8 AS "arrivedAtMs",
      a.segments, a.buffer_before_minutes AS "bufferBeforeMinutes", a.buffer_after_minutes AS "bufferAfterMinutes",
      a.areas_undecided AS "areasUndecided", a.version, a.comment, s.min_notice_minutes AS "minNoticeMinutes",
      s.late_cancel_minutes AS "lateCancelMinutes",
      CASE WHEN o.id IS NOT NULL THEN json_build_object('reason', o.reason, 'late', o.late, 'declined', o.declined) END AS cancellation,
      (SELECT coalesce(json_agg(json_build_object('id', b.id, 'side', b.side, 'plainName', b.plain_name,
          'clinicalName', b.clinical_name, 'riskZones', b.risk_zones) ORDER BY b.position), '[]')
        FROM appointment_area x JOIN body_area b ON b.clinic_id = x.clinic_id AND b.id = x.area_id
        WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id) AS areas,
      (SELECT coalesce(json_agg(DISTINCT k), '[]') FROM override o CROSS JOIN unnest(o.breaks) k
        WHERE o.clinic_id = a.clinic_id AND o.appointment_id = a.id) AS breaks,
      EXISTS (SELECT 1 FROM rest_claim w WHERE w.clinic_id = a.clinic_id AND w.appointment_id = a.id AND w.deviation_id IS NOT NULL)
        AND a.status IN ('proposed', 'booked', 'arrived') AS "restSpoilt",
      CASE WHEN a.status IN ('proposed', 'booked', 'arrived') THEN (
        SELECT coalesce(json_agg(json_build_object('why', t.detail ->> 'why', 'about', t.detail ->> 'about') ORDER BY t.id), '[]') FROM task t
        WHERE t.clinic_id = a.clinic_id AND t.appointment_id = a.id AND t.status = 'open' AND t.kind = 'visit-to-move' AND t.detail ? 'causeId'
          AND NOT EXISTS (SELECT 1 FROM patient_need n WHERE n.clinic_id = t.clinic_id AND n.id::text = t.detail ->> 'causeId' AND n.ended_at IS NOT NULL)
      ) ELSE '[]' END AS "moveCauses",
      NOT EXISTS (SELECT 1 FROM appointment f WHERE f.clinic_id = a.clinic_id AND f.patient_id = a.patient_id
        AND f.status = 'fulfilled' AND f.starts_at < a.starts_at) AS "firstVisit",
      (SELECT coalesce(json_agg(json_build_object('technique', c.technique, 'riskZones', c.risk_zones, 'textVersion', c.text_version,
          'signedAtMs', (extract(epoch FROM c.signed_at) * 1000)::bigint, 'withdrawnAtMs', (extract(epoch FROM c.withdrawn_at) * 1000)::bigint)), '[]')
        FROM consent c WHERE c.clinic_id = a.clinic_id AND c.patient_id = a.patient_id AND a.technique IS NOT NULL) AS consents,
      (SELECT coalesce(json_agg(DISTINCT q.code), '[]') FROM patient_condition q
        WHERE q.clinic_id = a.clinic_id AND q.patient_id = a.patient_id AND q.ended_at IS NULL) AS conditions,
      e.status AS "encounterStatus", e.needles_in_at IS NOT NULL AND e.needles_out_at IS NULL AS "needlesIn",
      (SELECT (extract(epoch FROM max(upper(y.during))) * 1000)::float8 FROM rest_claim y
        WHERE y.clinic_id = a.clinic_id AND y.appointment_id = a.id AND y.kind = 'rest') AS "restsUntilMs"
    FROM appointment a
    JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
    JOIN practitioner d ON d.clinic_id = a.clinic_id AND d.id = a.practitioner_id
    JOIN place pl ON pl.clinic_id = a.clinic_id AND pl.id = a.place_id
    JOIN room r ON r.clinic_id = pl.clinic_id AND r.id = pl.room_id
    JOIN healthcare_service s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
    LEFT JOIN encounter e ON e.clinic_id = a.clinic_id AND e.appointment_id = a.id
    LEFT JOIN cancellation o ON o.clinic_id = a.clinic_id AND o.appointment_id = a.id
    WHERE a.clinic_id = ${clinicId}::uuid
      AND a.starts_at >= ${new Date(filter.fromMs)} AND a.starts_at < ${new Date(filter.toMs)}
      ${practitionerId === null ? nothing : part`AND a.practitioner_id = ${practitionerId}::uuid`}
      ${patientIds === null ? nothing : part`AND a.patient_id = ANY (${patientIds}::uuid[])`}
      ${appointmentId === null ? nothing : part`AND a.id = ${appointmentId}::uuid`}
      AND a.status <> 'entered-in-error'
    ORDER BY a.starts_at, a.id
    LIMIT ${filter.limit}`
}

/** The visits of a stretch, of one practitioner or of all. */
export const visitsBetween = (
  tx: Transaction,
  clinicId: string,
  filter: Pick<VisitFilter, 'fromMs' | 'toMs' | 'practitionerId' | 'limit'>,
): Promise<VisitRow[]> => visitsIn(tx, clinicId, { ...EVERYTHING, ...filter })

/** One visit; null when these eyes have none of this id. */
export const visitById = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<VisitRow | null> =>
  (await visitsIn(tx, clinicId, { ...EVERYTHING, appointmentId, limit: 1 }))[0] ?? null

const YEAR_MS = 31_557_600_000

/** These people's visits to come (the next first), or those of the last two years (the latest first). */
export const visitsOfPatients = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  { nowMs, past, limit }: { readonly nowMs: number; readonly past: boolean; readonly limit: number },
): Promise<VisitRow[]> => {
  const coming = { ...EVERYTHING, patientIds, fromMs: nowMs }
  if (!past) return visitsIn(tx, clinicId, { ...coming, limit })
  const rows = await visitsIn(tx, clinicId, {
    ...EVERYTHING,
    patientIds,
    fromMs: nowMs - 2 * YEAR_MS,
    toMs: nowMs,
    limit: 1000,
  })
  return rows.toReversed().slice(0, limit)
}

/** The clinic's zone, its people with hours and absences, and its consent policy: what a day is drawn on. */
export interface DayFrame {
  readonly zone: string
  readonly practitioners: readonly (Pick<FramePractitioner, 'id' | 'name'> & {
    readonly initials: string
    readonly profession: string
  })[]
  readonly hours: readonly RawHours[]
  readonly exceptions: readonly RawException[]
  readonly consentPolicy: ConsentPolicy | null
}

/** Loads what a day is drawn on, in one statement. `date` is 'YYYY-MM-DD' where the clinic is. */
export const dayFrame = async (tx: Transaction, clinicId: string, date: string): Promise<DayFrame | null> => {
  const [row] = await tx.$queryRaw<DayFrame[]>`
    SELECT l.time_zone AS zone,
      (SELECT coalesce(json_agg(json_build_object(
          'id', p.id, 'name', p.name, 'initials', p.initials, 'profession', p.profession) ORDER BY p.name, p.id), '[]')
        FROM practitioner p WHERE p.clinic_id = l.clinic_id AND (p.active OR EXISTS (
          -- whoever has left still stands over the visits that are to be moved
          SELECT 1 FROM appointment a WHERE a.clinic_id = p.clinic_id AND a.practitioner_id = p.id AND a.status <> 'cancelled'
            AND a.starts_at > ${date}::date - 1 AND a.starts_at < ${date}::date + 2
            AND (a.starts_at AT TIME ZONE l.time_zone)::date = ${date}::date
          -- asked of each, by the index: with an offset it is not turned into a list of all visits there are
          OFFSET 0))) AS practitioners,
      (SELECT coalesce(json_agg(json_build_array(w.practitioner_id, w.room_id, w.rule, w.rdates, w.exdates, w.start_minute, w.end_minute,
          w.valid_from, w.valid_until)), '[]')
        FROM working_hours w WHERE w.clinic_id = l.clinic_id AND w.location_id = l.id AND w.room_id IS NULL) AS hours,
      (SELECT coalesce(json_agg(json_build_array(x.practitioner_id, x.room_id, x.kind,
          round(date_part('epoch', x.starts_at) * 1000), round(date_part('epoch', x.ends_at) * 1000))), '[]')
        FROM schedule_exception x WHERE x.clinic_id = l.clinic_id AND (x.location_id IS NULL OR x.location_id = l.id) AND x.room_id IS NULL
          AND x.starts_at < ${date}::date + 2 AND x.ends_at > ${date}::date - 1) AS exceptions,
      (SELECT json_build_object('validMonths', c.valid_months, 'textVersion', c.text_version, 'changedSince', c.changed_since)
        FROM consent_policy c
        WHERE c.clinic_id = l.clinic_id AND c.state = 'in-force' AND c.valid_from <= ${date}::date ORDER BY c.valid_from DESC, c.version DESC LIMIT 1) AS "consentPolicy"
    FROM location l WHERE l.clinic_id = ${clinicId}::uuid ORDER BY l.id LIMIT 1`
  return row ?? null
}

/** A visit still to come, with what decides whether it suits who and what it is for. */
export interface ComingVisit {
  readonly id: string
  readonly patientId: string
  readonly patientName: string
  readonly practitionerId: string
  readonly practitionerName: string
  readonly gender: string | null
  readonly serviceName: LocalizedText
  readonly technique: string | null
  readonly jurisdiction: string
  readonly startMs: number
  readonly timeZone: string
  readonly accessible: boolean
  /** What needs have made it longer by. */
  readonly needMinutes: number
  readonly attendants: readonly { readonly kind: 'chaperone' | 'interpreter'; readonly languages: readonly string[] }[]
  /** What its patient's visits have to be like. */
  readonly needs: readonly (PatientNeed & { readonly id: string })[]
  /** The kind of room that its service needs, and the room that it is in. */
  readonly neededRoom: string
  readonly roomId: string
}

/** The visits still to come that hold any of these: practitioners, places, devices, attendants or patients. Soonest first. */
export const comingVisitsOf = (
  tx: Transaction,
  clinicId: string,
  resourceIds: readonly string[],
  nowMs: number,
): Promise<ComingVisit[]> => tx.$queryRaw<ComingVisit[]>`
    SELECT a.id, a.patient_id AS "patientId", p.name AS "patientName", a.practitioner_id AS "practitionerId", d.name AS "practitionerName",
      d.gender, s.name AS "serviceName", a.technique, l.jurisdiction, a.time_zone AS "timeZone", r.accessible, a.need_minutes AS "needMinutes",
      (extract(epoch FROM a.starts_at) * 1000)::float8 AS "startMs",
      (SELECT coalesce(json_agg(json_build_object('kind', t.kind, 'languages', t.languages)), '[]')
        FROM appointment_participant x JOIN attendant t ON t.clinic_id = x.clinic_id AND t.id = x.resource_id
        WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id) AS attendants,
      (SELECT coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind, 'language', n.language, 'practitionerId', n.practitioner_id,
          'extraMinutes', n.extra_minutes) ORDER BY n.id), '[]')
        FROM patient_need n WHERE n.clinic_id = a.clinic_id AND n.patient_id = a.patient_id AND n.ended_at IS NULL) AS needs,
      s.room_kind AS "neededRoom", r.id AS "roomId"
    FROM appointment a
    JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
    JOIN practitioner d ON d.clinic_id = a.clinic_id AND d.id = a.practitioner_id
    JOIN place pl ON pl.clinic_id = a.clinic_id AND pl.id = a.place_id
    JOIN room r ON r.clinic_id = pl.clinic_id AND r.id = pl.room_id
    JOIN location l ON l.clinic_id = a.clinic_id AND l.id = a.location_id
    JOIN healthcare_service s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
    WHERE a.clinic_id = ${clinicId}::uuid AND a.status IN ('proposed', 'booked', 'arrived') AND a.starts_at >= ${new Date(nowMs)}
      AND EXISTS (SELECT 1 FROM claim c WHERE c.clinic_id = a.clinic_id AND c.appointment_id = a.id
        AND c.resource_id = ANY (${[...resourceIds]}::uuid[]))
    ORDER BY a.starts_at, a.id`

/** A decision to break rules for a visit, as it is shown ever after. */
export interface OverrideRow {
  readonly breaks: readonly string[]
  readonly reason: string
  readonly byName: string
  readonly atMs: number
}

/** The decisions that broke rules for this visit, the first first; a visit has one each time that it was booked or moved against one. */
export const overridesOf = (tx: Transaction, clinicId: string, appointmentId: string): Promise<OverrideRow[]> =>
  tx.$queryRaw<OverrideRow[]>`
    SELECT breaks, reason, by_name AS "byName", (extract(epoch FROM at) * 1000)::float8 AS "atMs" FROM override
    WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid ORDER BY at, id LIMIT 50`

/** A visit that somebody asked for and the clinic has not answered. */
export interface RequestRow {
  readonly id: string
  readonly patient: { readonly id: string; readonly name: string; readonly phone: string | null }
  readonly practitioner: { readonly id: string; readonly name: string }
  readonly serviceName: LocalizedText
  readonly startMs: number
  readonly timeZone: string
  readonly askedMs: number
  readonly version: number
}

/** What waits for an answer, asked longest ago first; of one practitioner or of all. */
export const requestsOf = (
  tx: Transaction,
  clinicId: string,
  page: { readonly practitionerId: string | null; readonly cursor: string | null; readonly limit: number },
): Promise<RequestRow[]> =>
  tx.$queryRaw<RequestRow[]>`
    SELECT a.id, json_build_object('id', p.id, 'name', p.name, 'phone', p.phone) AS patient,
      json_build_object('id', d.id, 'name', d.name) AS practitioner, s.name AS "serviceName", a.time_zone AS "timeZone",
      (extract(epoch FROM a.starts_at) * 1000)::float8 AS "startMs", (extract(epoch FROM a.created_at) * 1000)::float8 AS "askedMs", a.version
    FROM appointment a
    JOIN patient p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id
    JOIN practitioner d ON d.clinic_id = a.clinic_id AND d.id = a.practitioner_id
    JOIN healthcare_service s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
    WHERE a.clinic_id = ${clinicId}::uuid AND a.status = 'proposed'
      ${page.practitionerId === null ? nothing : part`AND a.practitioner_id = ${page.practitionerId}::uuid`}
      ${page.cursor === null ? nothing : part`AND a.id > ${page.cursor}::uuid`}
    ORDER BY a.id LIMIT ${page.limit}`

/** What was done to a visit last, by the trail; null for eyes that it is closed to. */
export const lastChangeOf = async (
  tx: Transaction,
  clinicId: string,
  { id, patientId }: Pick<VisitRow, 'id' | 'patientId'>,
): Promise<{ readonly action: string; readonly byName: string | null; readonly atMs: number } | null> => {
  const [row] = await tx.$queryRaw<{ action: string; byName: string | null; atMs: number }[]>`
    SELECT action, actor_name AS "byName", (extract(epoch FROM at) * 1000)::float8 AS "atMs" FROM audit_event
    WHERE clinic_id = ${clinicId}::uuid AND patient_id = ${patientId}::uuid AND entity_type = 'Appointment' AND entity_id = ${id}
    ORDER BY at DESC, id DESC LIMIT 1`
  return row ?? null
}

/** A time that somebody keeps just now, as the day shows it: no name of a patient, since nothing is decided yet. */
export interface HoldRow {
  readonly id: string
  readonly practitionerId: string
  readonly startMs: number
  readonly endMs: number
  readonly expiresMs: number
  readonly identityId: string
  /** Somebody of the clinic; null for a patient at the portal. */
  readonly byName: string | null
}

/** The times that are kept in a stretch and have not run out. */
export const holdsBetween = (
  tx: Transaction,
  clinicId: string,
  { fromMs, toMs, nowMs }: { readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
): Promise<HoldRow[]> =>
  tx.$queryRaw<HoldRow[]>`
    SELECT h.id, h.practitioner_id AS "practitionerId", h.identity_id AS "identityId", m.name AS "byName",
      (extract(epoch FROM h.starts_at) * 1000)::float8 AS "startMs", (extract(epoch FROM h.ends_at) * 1000)::float8 AS "endMs",
      (extract(epoch FROM h.expires_at) * 1000)::float8 AS "expiresMs"
    FROM time_hold h LEFT JOIN membership m ON m.clinic_id = h.clinic_id AND m.identity_id = h.identity_id
    WHERE h.clinic_id = ${clinicId}::uuid AND h.starts_at >= ${new Date(fromMs)}::timestamptz AND h.starts_at < ${new Date(toMs)}::timestamptz
      AND h.expires_at > ${new Date(nowMs)}::timestamptz
    ORDER BY h.starts_at, h.id LIMIT 100`
