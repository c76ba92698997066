import type { z } from 'zod'
import type { Actor } from '#domain/actor.ts'
import { whyNotChange } from '#domain/appointment/decide-change.ts'
import { lateFromMs } from '#domain/appointment/late-cancel.ts'
import { ACTIONS, type AppointmentAction } from '#domain/appointment/transitions.ts'
import { frameOf, openWindows, usableTimes } from '#domain/availability/hours.ts'
import { displayName } from '#domain/body/area.ts'
import { type ConsentPolicy, consentDue } from '#domain/encounter/consent.ts'
import { dayNumberOf } from '#domain/time/calendar-date.ts'
import { type Interval, intersect, merge } from '#domain/time/interval.ts'
import { startOfLocalDayMs, wallTimeOf } from '#domain/time/zone.ts'
import type { Locale } from '#words/locale.ts'
import { DECLINE_REASONS, type DeclineReason } from './decline-appointment.ts'
import type { DayFrame, HoldRow, OverrideRow, RequestRow, VisitRow } from './queries.ts'
import { readOpenings } from './read-openings.ts'
import type { ownVisit, Visit } from './schema.ts'

export interface Viewer {
  readonly actor: Actor
  readonly locale: Locale
  readonly nowMs: number
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** What this person can do with a visit now, by the same rule that would refuse it. */
const actionsOf = (row: VisitRow, { actor, nowMs }: Viewer): AppointmentAction[] =>
  ACTIONS.filter(
    (action) =>
      whyNotChange(action, {
        actor,
        appointment: { ...row, clinicId: actor.clinicId },
        expectedVersion: null,
        minNoticeMinutes: row.minNoticeMinutes,
        nowMs,
        zone: row.timeZone,
      }) === null,
  )

/** Whether a paper is asked for before needling. While the clinic has no policy, any paper for the technique will do. */
const isConsentDue = (row: VisitRow, policy: ConsentPolicy | null): boolean => {
  if (policy === null) {
    const standing = row.consents.filter(({ withdrawnAtMs }) => withdrawnAtMs === null)
    return row.technique !== null && !standing.some(({ technique }) => technique === row.technique)
  }
  const due = consentDue({
    technique: row.technique,
    riskZones: [...new Set(row.areas.flatMap((area) => area.riskZones))],
    consents: row.consents,
    nowMs: row.startMs,
    zone: row.timeZone,
    policy,
  })
  return due !== null
}

/** A visit in the words and times of staff. */
export const describeVisit = (row: VisitRow, policy: ConsentPolicy | null, viewer: Viewer): Visit => ({
  id: row.id,
  patient: {
    id: row.patientId,
    name: row.patientName,
    preferredName: row.preferredName,
    birthDate: row.birthDate,
    needs: row.needs,
  },
  practitioner: { id: row.practitionerId, name: row.practitionerName },
  place: { id: row.placeId, label: row.placeLabel, roomName: row.roomName },
  service: { id: row.serviceId, name: row.serviceName[viewer.locale], technique: row.technique },
  status: row.status,
  startIso: iso(row.startMs),
  endIso: iso(row.endMs),
  wallTime: wallTimeOf(row.startMs, row.timeZone),
  timeZone: row.timeZone,
  segments: [...row.segments],
  bufferBeforeMinutes: row.bufferBeforeMinutes,
  bufferAfterMinutes: row.bufferAfterMinutes,
  areas: row.areas.map((area) => ({ id: area.id, name: displayName(area, viewer.locale, 'staff') })),
  areasUndecided: row.areasUndecided,
  arrivedIso: row.arrivedAtMs === null ? null : iso(row.arrivedAtMs),
  version: row.version,
  breaks: [...row.breaks] as Visit['breaks'],
  moveCauses: [...(row.restSpoilt ? [{ why: 'rest', about: '' }] : []), ...row.moveCauses],
  flags: {
    firstVisit: row.firstVisit,
    consentDue: isConsentDue(row, policy),
    conditions: [...row.conditions],
  },
  record: { status: row.encounterStatus, needlesIn: row.needlesIn },
  restsUntilIso: row.restsUntilMs === null ? null : iso(row.restsUntilMs),
  cancellation: row.cancellation,
  lateFromIso: isoOrNull(lateFromMs(row)),
  actions: actionsOf(row, viewer),
})

/** A visit in the words and times of its patient. */
export const describeOwnVisit = (row: VisitRow, viewer: Viewer): z.infer<typeof ownVisit> => ({
  id: row.id,
  patientId: row.patientId,
  patientName: row.patientName,
  serviceId: row.serviceId,
  serviceName: row.serviceName[viewer.locale],
  practitionerId: row.practitionerId,
  practitionerName: row.practitionerName,
  status: row.status,
  startIso: iso(row.startMs),
  endIso: iso(row.endMs),
  timeZone: row.timeZone,
  areas: row.areas.map((area) => ({ id: area.id, name: displayName(area, viewer.locale, 'patient') })),
  version: row.version,
  lateFromIso: isoOrNull(lateFromMs(row)),
  // what somebody wrote at the desk stays there; of a declined request the word that was chosen for the patient
  cancellation: row.cancellation && {
    late: row.cancellation.late,
    declined: row.cancellation.declined ? declineReasonOf(row.cancellation.reason) : null,
  },
  actions: actionsOf(row, viewer).filter((action) => action === 'reschedule' || action === 'cancel'),
})

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms))

const declineReasonOf = (stored: string): DeclineReason =>
  DECLINE_REASONS.find((reason) => reason === stored) ?? 'please-call'

/** What waits for an answer, in the words and times of staff. */
export const describeRequest = ({ startMs, askedMs, serviceName, ...row }: RequestRow, { locale, nowMs }: Viewer) => ({
  ...row,
  serviceName: serviceName[locale],
  startIso: iso(startMs),
  askedIso: iso(askedMs),
  passed: startMs < nowMs,
})

/** A time that is kept, as whoever looks at the day may know it. */
export const describeHold = ({ startMs, endMs, expiresMs, identityId, ...row }: HoldRow, { actor }: Viewer) => ({
  ...row,
  startIso: iso(startMs),
  endIso: iso(endMs),
  untilIso: iso(expiresMs),
  mine: actor.kind !== 'system' && actor.identityId === identityId,
})

/** The decisions that broke rules for a visit, as they are read ever after. */
export const describeOverride = ({ atMs, breaks, ...row }: OverrideRow) => ({
  ...row,
  breaks: [...breaks] as Visit['breaks'],
  atIso: iso(atMs),
})

const isoStretch = ({ startMs, endMs }: Interval) => ({ startIso: iso(startMs), endIso: iso(endMs) })

/** The columns of a day: who works when, as long as the clinic is open, and who is away. */
export const describeColumns = ({ zone, practitioners, ...stored }: DayFrame, date: string) => {
  const day = dayNumberOf(date)
  const bounds = { startMs: startOfLocalDayMs(day, zone), endMs: startOfLocalDayMs(day + 1, zone) }
  const frame = frameOf(zone, day, day)
  const openings = readOpenings(stored.hours, stored.exceptions)
  const open = intersect(usableTimes(openings.location, frame) ?? [bounds], [bounds])
  return practitioners.map(({ id, name, initials, profession }) => {
    const times = openings.ofPractitioner(id)
    return {
      practitionerId: id,
      name,
      initials,
      profession,
      working: intersect(openWindows(times, frame), open).map(isoStretch),
      absences: intersect(merge(times.closed), [bounds]).map(isoStretch),
    }
  })
}
