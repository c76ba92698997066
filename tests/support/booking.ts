import type { PatientActor, Role, StaffActor } from '#domain/actor.ts'
import type { BookingFacts, BookingVerdict, BusyInterval } from '#domain/appointment/booking-facts.ts'
import type { StandingAppointment } from '#domain/appointment/decide-change.ts'
import { neighboursIn } from '#domain/recovery/areas.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import type { RecurrenceRule } from '#domain/recurrence/rule.ts'
import type { Interval } from '#domain/time/interval.ts'
import { BODY, RULES, TRAPEZIUS } from './body.ts'
import { at, BERLIN } from './instants.ts'

export const CLINIC = 'clinic'
export const ANA = 'ana'
export const BJORK = 'bjork'

/** Somebody of the clinic. Practitioners treat under their own id. */
export const staff = (roles: readonly Role[], practitionerId: string | null = null): StaffActor => ({
  kind: 'staff',
  identityId: `identity of ${roles.join(' and ')}`,
  clinicId: CLINIC,
  name: roles.join(' and '),
  roles,
  practitionerId,
  clinicalLead: false,
})

export const DESK = staff(['desk'])
export const OWNER = staff(['owner'])
export const ASSISTANT = staff(['assistant'])
export const AS_ANA = staff(['practitioner'], ANA)
export const AS_BEN = staff(['practitioner'], 'ben')

export const patientActor = (...patientIds: readonly string[]): PatientActor => ({
  kind: 'patient',
  identityId: 'identity of a patient',
  clinicId: CLINIC,
  patientIds,
})

function ruleOf(text: string): RecurrenceRule {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.rule
}

const WORKDAYS = ruleOf('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')

type Changes = { readonly [K in 'patient' | 'service' | 'practitioner']?: Partial<BookingFacts[K]> }

/**
 * Monday 23 November 2026, 08:00 in Berlin: the desk books Björk with Ana, 45 minutes of deep dry needling in the left
 * upper trapezius, Thursday at 10:00. Nothing stands in the way.
 */
export const bookingFacts = (
  changes: Omit<Partial<BookingFacts>, 'patient' | 'service' | 'practitioner'> & Changes = {},
): BookingFacts => ({
  actor: DESK,
  clinicId: CLINIC,
  nowMs: at('2026-11-23T08:00'),
  zone: BERLIN,
  jurisdiction: 'DE',
  places: [
    { placeId: 'room-1', busy: [] },
    { placeId: 'room-2', busy: [] },
  ],
  location: null,
  pools: [],
  dayCounts: [],
  startMs: at('2026-11-26T10:00'),
  requestedAreas: [TRAPEZIUS],
  areasUndecided: false,
  bodyAreas: BODY,
  neighboursOf: neighboursIn(BODY),
  rules: RULES,
  override: null,
  policy: { deskMayOverride: false },
  ...changes,
  patient: { id: BJORK, mergedIntoId: null, busy: [], restRows: [], needs: [], ...changes.patient },
  service: {
    id: 'dry-needling-45',
    technique: 'deep-dry-needling',
    segments: [{ kind: 'hands-on', minutes: 45 }],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 10,
    active: true,
    bookableOnline: true,
    minNoticeMinutes: 120,
    maxAheadDays: 60,
    maxPerDay: null,
    maxPerPatientPerDay: null,
    ...changes.service,
  },
  practitioner: {
    practitionerId: ANA,
    bookableOnline: true,
    gender: 'female',
    credentials: [
      { jurisdiction: 'DE', techniques: ['deep-dry-needling'], validFrom: '2020-01-01', validUntil: '2027-12-31' },
    ],
    hours: [{ rule: WORKDAYS, startMinute: 480, endMinute: 1080, validFrom: '2026-01-05', validUntil: null }],
    exceptions: [],
    absences: [],
    busy: [],
    ...changes.practitioner,
  },
})

/** Time that another visit takes. */
export const busy = (interval: Interval, appointmentId = 'other'): BusyInterval => ({ ...interval, appointmentId })

/** The reasons of a refusal, in order; none when it was allowed. */
export const reasonsOf = (verdict: BookingVerdict): readonly string[] =>
  verdict.ok ? [] : verdict.refusals.map((refusal) => refusal.reason)

/** The verdict of a booking that must stand; anything else fails the test by saying why. */
export function accepted(verdict: BookingVerdict): Extract<BookingVerdict, { ok: true }> {
  if (!verdict.ok) throw new Error(`Refused: ${JSON.stringify(verdict.refusals)}`)
  return verdict
}

export const standing = (changes: Partial<StandingAppointment> = {}): StandingAppointment => ({
  id: 'visit',
  clinicId: CLINIC,
  patientId: BJORK,
  practitionerId: ANA,
  status: 'booked',
  startMs: at('2026-11-26T10:00'),
  version: 3,
  ...changes,
})
