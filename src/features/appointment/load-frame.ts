import type { Transaction } from '#db/client.ts'
import { nothing, part } from '#db/transaction.ts'
import type { BusyInterval, NeededPool } from '#domain/appointment/booking-facts.ts'
import type { Credential } from '#domain/appointment/credential.ts'
import type { DayCount, DayLimits } from '#domain/appointment/day-limits.ts'
import { extraMinutesOf, lengthened, needsAttendant, type PatientNeed } from '#domain/appointment/needs.ts'
import type { OverridePolicy } from '#domain/appointment/permission.ts'
import type { Segment } from '#domain/appointment/segments.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import type { HoursRule, Opening } from '#domain/availability/facts.ts'
import type { LocalizedText } from '#domain/body/area.ts'
import { isTechnique, type Technique } from '#domain/recovery/technique.ts'
import type { Interval } from '#domain/time/interval.ts'
import { poolsOf } from './gather-pools.ts'
import { type Extras, type ExtrasAsked, loadExtras } from './load-extras.ts'
import { type RawException, type RawHours, readOpenings } from './read-openings.ts'

/** Somebody who gives the service, with what decides when they can. */
export interface FramePractitioner {
  readonly id: string
  readonly name: string
  readonly bookableOnline: boolean
  readonly gender: string | null
  readonly credentials: readonly Credential[]
  readonly hours: readonly HoursRule[]
  readonly extra: readonly Interval[]
  readonly absences: readonly Interval[]
}

export interface FramePlace {
  readonly id: string
  readonly accessible: boolean
  readonly room: Opening
}

/** The service as this patient gets it: what they need is in its segments. */
export interface FrameService extends DayLimits {
  readonly id: string
  readonly name: LocalizedText
  readonly technique: Technique | null
  readonly segments: readonly Segment[]
  /** How much of the first hands-on segment the patient's needs add. */
  readonly needMinutes: number
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  readonly active: boolean
  readonly bookableOnline: boolean
  /** What patients book online is asked for, and the clinic answers. */
  readonly byRequest: boolean
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
  /** Its devices and attendants. */
  readonly participantIds: readonly string[]
}

/** Devices of a kind, or attendants for a need, by id in order of preference. */
export interface FramePool {
  readonly needed: NeededPool['needed']
  readonly candidates: readonly {
    readonly id: string
    /** When they are not there, besides whoever has taken them. */
    readonly away: readonly BusyInterval[]
  }[]
}

/** Where a visit could be: for whom, the service, who gives it, the places that suit it. Nothing of who is booked when. */
export interface BookingFrame {
  readonly patient: {
    readonly id: string
    readonly mergedIntoId: string | null
    readonly needs: readonly PatientNeed[]
  }
  readonly service: FrameService
  readonly location: {
    readonly id: string
    readonly zone: string
    readonly jurisdiction: string
    readonly opening: Opening
  }
  /** In id order. */
  readonly practitioners: readonly FramePractitioner[]
  /** In order of preference. */
  readonly places: readonly FramePlace[]
  /** Devices and attendants: one of each is needed. */
  readonly pools: readonly FramePool[]
  /** Of this service, in the stretch. */
  readonly dayCounts: readonly DayCount[]
  readonly moving: MovingVisit | null
  /** What the clinic lets be broken, and by whom. */
  readonly policy: OverridePolicy
}

type RawPractitioner = Pick<FramePractitioner, 'id' | 'name' | 'bookableOnline' | 'gender' | 'credentials'>

interface RawFrame {
  readonly merged_into_id: string | null
  readonly service: Omit<FrameService, 'technique' | 'needMinutes'> & {
    readonly technique: string | null
    readonly deviceKinds: readonly string[]
    /** Minutes that needs have already added to the segments of the visit that moves. */
    readonly addedMinutes: number
  }
  readonly location: Omit<BookingFrame['location'], 'opening'>
  readonly practitioners: readonly RawPractitioner[]
  readonly places: readonly { readonly id: string; readonly roomId: string; readonly accessible: boolean }[]
  readonly hours: readonly RawHours[]
  readonly exceptions: readonly RawException[]
  readonly needs: readonly PatientNeed[]
  readonly moving: MovingVisit | null
  readonly policy: OverridePolicy
}

// A visit that moves stays where it is, and with whom, if it can.
const ownFirst = <T extends { readonly id: string }>(things: readonly T[], own: readonly string[]): readonly T[] => [
  ...things.filter(({ id }) => own.includes(id)),
  ...things.filter(({ id }) => !own.includes(id)),
]

const serviceOf = ({ service, needs }: RawFrame): FrameService => {
  const { technique, deviceKinds: _, addedMinutes, ...rest } = service
  const needMinutes = extraMinutesOf(needs)
  return {
    ...rest,
    technique: technique !== null && isTechnique(technique) ? technique : null,
    needMinutes,
    segments: lengthened(rest.segments, needMinutes - addedMinutes),
  }
}

const frameOf = (patientId: string, row: RawFrame, extras: Extras): BookingFrame => {
  const { moving, needs } = row
  const openings = readOpenings(row.hours, row.exceptions)
  const places = row.places.map(({ id, roomId, accessible }) => ({ id, accessible, room: openings.ofRoom(roomId) }))
  const participants = moving?.participantIds ?? []
  return {
    patient: { id: patientId, mergedIntoId: row.merged_into_id, needs },
    service: serviceOf(row),
    location: { ...row.location, opening: openings.location },
    practitioners: row.practitioners.map((person) => {
      const { hours, extra, closed } = openings.ofPractitioner(person.id)
      return { ...person, hours, extra, absences: closed }
    }),
    places: moving === null ? places : ownFirst(places, [moving.placeId]),
    pools: poolsOf({
      kinds: row.service.deviceKinds,
      needs,
      devices: ownFirst(extras.devices, participants),
      attendants: ownFirst(extras.attendants, participants),
      zone: row.location.zone,
    }),
    dayCounts: extras.dayCounts,
    moving,
    policy: row.policy,
  }
}

/** The places, devices and attendants of which some would be claimed. */
export const thingsOf = ({ places, pools }: BookingFrame): string[] => [
  ...places.map(({ id }) => id),
  ...pools.flatMap(({ candidates }) => candidates.map(({ id }) => id)),
]

export interface FrameRequest {
  readonly patientId: string
  /** The service to book; not needed when a visit moves, which keeps its own. */
  readonly serviceId: string | null
  readonly movingAppointmentId: string | null
  /** null: everybody who gives the service. */
  readonly practitionerId: string | null
  /** The time that whoever asks holds for it: on its day it counts once. */
  readonly holdId: string | null
  /** What is otherwise than the hours say, and how full the days are, is read for this stretch. */
  readonly fromMs: number
  readonly toMs: number
  readonly nowMs: number
}

/** What a visit that moves keeps as it was planned; a new one has it from its service. */
const keptBy = (movingAppointmentId: string | null, serviceId: string | null) =>
  movingAppointmentId === null
    ? {
        technique: part`s.technique`,
        shape: part`'segments', s.segments, 'bufferBeforeMinutes', s.buffer_before_minutes,
          'bufferAfterMinutes', s.buffer_after_minutes, 'addedMinutes', 0`,
        moving: part`NULL::json`,
        visit: nothing,
        location: nothing,
        service: part`${serviceId}::uuid`,
      }
    : {
        technique: part`a.technique`,
        shape: part`'segments', a.segments, 'bufferBeforeMinutes', a.buffer_before_minutes,
          'bufferAfterMinutes', a.buffer_after_minutes, 'addedMinutes', a.need_minutes`,
        moving: part`json_build_object(
          'id', a.id, 'patientId', a.patient_id, 'practitionerId', a.practitioner_id, 'placeId', a.place_id,
          'startMs', round(date_part('epoch', a.starts_at) * 1000), 'status', a.status, 'version', a.version,
          'areaIds', (SELECT coalesce(json_agg(x.area_id), '[]') FROM appointment_area x WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id),
          'areasUndecided', a.areas_undecided,
          'participantIds', (SELECT coalesce(json_agg(x.resource_id), '[]') FROM appointment_participant x
            WHERE x.clinic_id = a.clinic_id AND x.appointment_id = a.id))`,
        visit: part`JOIN appointment a ON a.clinic_id = s.clinic_id AND a.service_id = s.id AND a.patient_id = pt.id
          AND a.id = ${movingAppointmentId}::uuid`,
        location: part`AND o.id = a.location_id`,
        service: part`(SELECT v.service_id FROM appointment v WHERE v.clinic_id = s.clinic_id AND v.id = ${movingAppointmentId}::uuid)`,
      }

/** Of one practitioner who is asked for only theirs is read; of anybody, what those who give the service have. */
const askedFor = (practitionerId: string | null) =>
  practitionerId === null
    ? {
        person: nothing,
        hours: part`EXISTS (SELECT 1 FROM service_practitioner sp
            WHERE sp.clinic_id = s.clinic_id AND sp.service_id = s.id AND sp.practitioner_id = w.practitioner_id)`,
        exceptions: nothing,
      }
    : {
        person: part`AND p.id = ${practitionerId}::uuid`,
        hours: part`w.practitioner_id = ${practitionerId}::uuid`,
        exceptions: part`AND (x.practitioner_id IS NULL OR x.practitioner_id = ${practitionerId}::uuid)`,
      }

/**
 * Loads the frame in one statement (two where limits, devices or attendants are in play), and says for the rest of the
 * transaction by which hours it decides: should they change before a visit is saved, it is decided again. Null when there is
 * no such patient, service or visit of theirs for these eyes.
 */
export const loadFrame = async (
  tx: Transaction,
  clinicId: string,
  request: FrameRequest,
): Promise<BookingFrame | null> => {
  const { patientId, serviceId, movingAppointmentId, practitionerId } = request
  const [from, to] = [new Date(request.fromMs), new Date(request.toMs)]
  const asked = askedFor(practitionerId)
  const kept = keptBy(movingAppointmentId, serviceId)
  const [row] = await tx.$queryRaw<RawFrame[]>`
    SELECT pt.merged_into_id,
      (SELECT json_build_object('deskMayOverride', c.desk_may_override,
          'hours', set_config('app.schedule_seen', c.schedule_version::text, true)) FROM clinic c WHERE c.id = s.clinic_id) AS policy,
      json_build_object(
        'id', s.id, 'name', s.name, 'active', s.active, 'bookableOnline', s.bookable_online, 'byRequest', s.by_request,
        'technique', ${kept.technique}, ${kept.shape},
        'minNoticeMinutes', s.min_notice_minutes, 'maxAheadDays', s.max_ahead_days, 'deviceKinds', s.device_kinds,
        'maxPerDay', s.max_per_day, 'maxPerPatientPerDay', s.max_per_patient_per_day) AS service,
      json_build_object('id', l.id, 'zone', l.time_zone, 'jurisdiction', l.jurisdiction) AS location,
      (SELECT coalesce(json_agg(json_build_object(
          'id', p.id, 'name', p.name, 'bookableOnline', p.bookable_online, 'gender', p.gender,
          'credentials', (SELECT coalesce(json_agg(json_build_object(
              'jurisdiction', k.jurisdiction, 'techniques', k.techniques, 'validFrom', k.valid_from, 'validUntil', k.valid_until)), '[]')
            FROM credential k WHERE k.clinic_id = p.clinic_id AND k.practitioner_id = p.id)
        ) ORDER BY p.id), '[]')
        FROM service_practitioner sp JOIN practitioner p ON p.clinic_id = sp.clinic_id AND p.id = sp.practitioner_id AND p.active
        WHERE sp.clinic_id = s.clinic_id AND sp.service_id = s.id ${asked.person}) AS practitioners,
      (SELECT coalesce(json_agg(json_build_object('id', p.id, 'roomId', r.id, 'accessible', r.accessible) ORDER BY r.name, p.label, p.id), '[]')
        FROM place p JOIN room r ON r.clinic_id = p.clinic_id AND r.id = p.room_id
        WHERE p.clinic_id = s.clinic_id AND r.kind = s.room_kind AND r.location_id = l.id AND r.active AND p.active) AS places,
      (SELECT coalesce(json_agg(json_build_array(w.practitioner_id, w.room_id, w.rule, w.rdates, w.exdates, w.start_minute, w.end_minute,
          w.valid_from, w.valid_until)), '[]')
        FROM working_hours w WHERE w.clinic_id = s.clinic_id AND w.location_id = l.id
          AND (w.practitioner_id IS NULL OR ${asked.hours})) AS hours,
      (SELECT coalesce(json_agg(json_build_array(x.practitioner_id, x.room_id, x.kind,
          round(date_part('epoch', x.starts_at) * 1000), round(date_part('epoch', x.ends_at) * 1000))), '[]')
        FROM schedule_exception x WHERE x.clinic_id = s.clinic_id AND (x.location_id IS NULL OR x.location_id = l.id)
          AND x.starts_at < ${to} AND x.ends_at > ${from} ${asked.exceptions}) AS exceptions,
      (SELECT coalesce(json_agg(json_build_object('kind', n.kind, 'practitionerId', n.practitioner_id, 'language', n.language,
          'extraMinutes', n.extra_minutes) ORDER BY n.kind, n.id), '[]')
        FROM patient_need n WHERE n.clinic_id = s.clinic_id AND n.patient_id = pt.id AND n.ended_at IS NULL) AS needs,
      ${kept.moving} AS moving
    FROM healthcare_service s
    JOIN patient pt ON pt.clinic_id = s.clinic_id AND pt.id = ${patientId}::uuid AND pt.erased_at IS NULL
    ${kept.visit}
    JOIN LATERAL (
      SELECT * FROM location o WHERE o.clinic_id = s.clinic_id ${kept.location} ORDER BY o.id LIMIT 1
    ) l ON true
    WHERE s.clinic_id = ${clinicId}::uuid AND s.id = ${kept.service}`
  if (row === undefined) return null
  return frameOf(patientId, row, await loadExtras(tx, clinicId, extrasOf(request, row, { from, to })))
}

const extrasOf = (
  { patientId, holdId, nowMs }: FrameRequest,
  { service, location, needs, moving }: RawFrame,
  stretch: ExtrasAsked['stretch'],
): ExtrasAsked => ({
  patientId,
  serviceId: service.id,
  location,
  deviceKinds: service.deviceKinds,
  attendantKinds: needs.filter(needsAttendant).map(({ kind }) => kind),
  hasLimits: service.maxPerDay !== null || service.maxPerPatientPerDay !== null,
  movingAppointmentId: moving?.id ?? null,
  holdId,
  nowMs,
  stretch,
})
