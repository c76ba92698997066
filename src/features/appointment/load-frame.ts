import type { Transaction } from '#db/client.ts'
import type { Credential } from '#domain/appointment/credential.ts'
import type { OverridePolicy } from '#domain/appointment/permission.ts'
import type { Segment } from '#domain/appointment/segments.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import type { HoursRule } from '#domain/availability/facts.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { isTechnique, type Technique } from '#domain/recovery/technique.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import type { Interval } from '#domain/time/interval.ts'

/** Somebody who gives the service, with what decides when they can. */
export interface FramePractitioner {
  readonly id: string
  readonly name: string
  readonly bookableOnline: boolean
  readonly credentials: readonly Credential[]
  readonly hours: readonly HoursRule[]
  readonly absences: readonly Interval[]
}

export interface FrameService {
  readonly id: string
  readonly name: LocalizedText
  readonly technique: Technique | null
  readonly segments: readonly Segment[]
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  readonly active: boolean
  readonly bookableOnline: boolean
  readonly minNoticeMinutes: number
  readonly maxAheadDays: number
}

/** The visit that is to move, as it stands. */
export interface MovingVisit {
  readonly id: string
  readonly patientId: string
  readonly practitionerId: string
  readonly placeId: string
  readonly startMs: number
  readonly status: AppointmentStatus
  readonly version: number
  readonly areaIds: readonly string[]
  readonly areasUndecided: boolean
}

/** Where a visit could be: for whom, the service, who gives it, the places that suit it. Nothing of who is booked when. */
export interface BookingFrame {
  readonly patient: { readonly id: string; readonly mergedIntoId: string | null }
  readonly service: FrameService
  readonly location: { readonly id: string; readonly zone: string; readonly jurisdiction: string }
  /** In id order. */
  readonly practitioners: readonly FramePractitioner[]
  /** In order of preference. */
  readonly placeIds: readonly string[]
  readonly moving: MovingVisit | null
  /** What the clinic lets be broken, and by whom. */
  readonly policy: OverridePolicy
}

interface RawPractitioner extends Omit<FramePractitioner, 'hours' | 'absences'> {
  readonly hours: readonly (Omit<HoursRule, 'rule'> & { readonly rule: string })[]
  readonly absences: readonly (readonly [number, number])[]
}

interface RawFrame {
  readonly merged_into_id: string | null
  readonly service: Omit<FrameService, 'technique'> & { readonly technique: string | null }
  readonly location: BookingFrame['location']
  readonly practitioners: readonly RawPractitioner[]
  readonly place_ids: readonly string[]
  readonly moving: MovingVisit | null
  readonly policy: OverridePolicy
}

const ruleOf = (text: string): HoursRule['rule'] => {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`Stored working hours cannot be read: ${parsed.reason}`)
  return parsed.rule
}

const practitionerOf = ({ hours, absences, ...person }: RawPractitioner): FramePractitioner => ({
  ...person,
  hours: hours.map((shift) => ({ ...shift, rule: ruleOf(shift.rule) })),
  absences: absences.map(([startMs, endMs]) => ({ startMs, endMs })),
})

// A visit that moves stays where it is if it can.
const ownPlaceFirst = (placeIds: readonly string[], moving: MovingVisit | null): readonly string[] =>
  moving !== null && placeIds.includes(moving.placeId)
    ? [moving.placeId, ...placeIds.filter((id) => id !== moving.placeId)]
    : placeIds

export interface FrameRequest {
  readonly patientId: string
  /** The service to book; not needed when a visit moves, which keeps its own. */
  readonly serviceId: string | null
  readonly movingAppointmentId: string | null
  /** Absences are read for this stretch. */
  readonly fromMs: number
  readonly toMs: number
}

/** Loads the frame in one statement; null when there is no such patient, service or visit of theirs for these eyes. */
export const loadFrame = async (
  tx: Transaction,
  clinicId: string,
  { patientId, serviceId, movingAppointmentId, fromMs, toMs }: FrameRequest,
): Promise<BookingFrame | null> => {
  const [from, to] = [new Date(fromMs), new Date(toMs)]
  const [row] = await tx.$queryRaw<RawFrame[]>`
    SELECT pt.merged_into_id,
      (SELECT json_build_object('deskMayOverride', c.desk_may_override) FROM clinic c WHERE c.id = s.clinic_id) AS policy,
      json_build_object(
        'id', s.id, 'name', s.name, 'active', s.active, 'bookableOnline', s.bookable_online,
        'technique', CASE WHEN a.id IS NULL THEN s.technique ELSE a.technique END,
        'segments', coalesce(a.segments, s.segments),
        'bufferBeforeMinutes', coalesce(a.buffer_before_minutes, s.buffer_before_minutes),
        'bufferAfterMinutes', coalesce(a.buffer_after_minutes, s.buffer_after_minutes),
        'minNoticeMinutes', s.min_notice_minutes, 'maxAheadDays', s.max_ahead_days) AS service,
      json_build_object('id', l.id, 'zone', l.time_zone, 'jurisdiction', l.jurisdiction) AS location,
      (SELECT coalesce(json_agg(json_build_object(
          'id', p.id, 'name', p.name, 'bookableOnline', p.bookable_online,
          'credentials', (SELECT coalesce(json_agg(json_build_object(
              'jurisdiction', k.jurisdiction, 'techniques', k.techniques, 'validFrom', k.valid_from, 'validUntil', k.valid_until)), '[]')
            FROM credential k WHERE k.clinic_id = p.clinic_id AND k.practitioner_id = p.id),
          'hours', (SELECT coalesce(json_agg(json_build_object(
              'rule', w.rule, 'startMinute', w.start_minute, 'endMinute', w.end_minute, 'validFrom', w.valid_from, 'validUntil', w.valid_until)), '[]')
            FROM working_hours w WHERE w.clinic_id = p.clinic_id AND w.practitioner_id = p.id AND w.location_id = l.id),
          'absences', (SELECT coalesce(json_agg(json_build_array(
              (extract(epoch FROM b.starts_at) * 1000)::bigint, (extract(epoch FROM b.ends_at) * 1000)::bigint)), '[]')
            FROM schedule_exception b WHERE b.clinic_id = p.clinic_id AND b.practitioner_id = p.id AND b.kind = 'closed'
              AND b.starts_at < ${to} AND b.ends_at > ${from})
        ) ORDER BY p.id), '[]')
        FROM service_practitioner sp JOIN practitioner p ON p.clinic_id = sp.clinic_id AND p.id = sp.practitioner_id AND p.active
        WHERE sp.clinic_id = s.clinic_id AND sp.service_id = s.id) AS practitioners,
      (SELECT coalesce(json_agg(p.id ORDER BY r.name, p.label, p.id), '[]')
        FROM place p JOIN room r ON r.clinic_id = p.clinic_id AND r.id = p.room_id
        WHERE p.clinic_id = s.clinic_id AND r.kind = s.room_kind AND r.location_id = l.id AND p.active AND r.active) AS place_ids,
      CASE WHEN a.id IS NOT NULL THEN json_build_object(
        'id', a.id, 'patientId', a.patient_id, 'practitionerId', a.practitioner_id, 'placeId', a.place_id,
        'startMs', (extract(epoch FROM a.starts_at) * 1000)::bigint, 'status', a.status, 'version', a.version,
        'areaIds', (SELECT coalesce(json_agg(x.area_id), '[]') FROM appointment_area x WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id),
        'areasUndecided', a.areas_undecided) END AS moving
    FROM healthcare_service s
    JOIN patient pt ON pt.clinic_id = s.clinic_id AND pt.id = ${patientId}::uuid AND pt.erased_at IS NULL
    LEFT JOIN appointment a ON a.clinic_id = s.clinic_id AND a.patient_id = pt.id AND a.id = ${movingAppointmentId}::uuid
    JOIN LATERAL (
      SELECT * FROM location o WHERE o.clinic_id = s.clinic_id AND (a.id IS NULL OR o.id = a.location_id) ORDER BY o.id LIMIT 1
    ) l ON true
    WHERE s.clinic_id = ${clinicId}::uuid AND s.id = coalesce(a.service_id, ${serviceId}::uuid)`
  if (row === undefined || (movingAppointmentId !== null && row.moving === null)) return null
  const { technique } = row.service
  return {
    patient: { id: patientId, mergedIntoId: row.merged_into_id },
    service: { ...row.service, technique: technique !== null && isTechnique(technique) ? technique : null },
    location: row.location,
    practitioners: row.practitioners.map(practitionerOf),
    placeIds: ownPlaceFirst(row.place_ids, row.moving),
    moving: row.moving,
    policy: row.policy,
  }
}
