import type { ClaimRow, RestRow } from '#db/claims.ts'
import type { Prisma } from '#db/generated/client.ts'
import { MINUTE_MS, wallTimeOf } from '#domain/time/zone.ts'
import { deviceId, locationId, placeId } from './clinic.ts'
import { patientId } from './patients.ts'
import { attendantId, identityId, practitionerId } from './people.ts'
import { DEMO_ZONE, type SeedScope } from './scope.ts'
import { serviceId, services } from './services.ts'
import type { DemoVisit } from './visits.ts'

const BOOKED_AHEAD_MS = 9 * 24 * 60 * MINUTE_MS
const ARRIVED_BEFORE_MS = 6 * MINUTE_MS

export const appointmentId = (scope: SeedScope, visit: DemoVisit): string =>
  scope.id('appointment', `${visit.key} ${visit.patient}`)

const holds = ({ status }: DemoVisit): boolean => status !== 'cancelled' && status !== 'noshow'

const arrivedAt = ({ nowMs }: SeedScope, { status, needed }: DemoVisit): Date | null => {
  if (!['arrived', 'checked-in', 'fulfilled'].includes(status)) return null
  return new Date(Math.min(nowMs, needed.visit.startMs - ARRIVED_BEFORE_MS))
}

export const appointmentRow = (scope: SeedScope, visit: DemoVisit): Prisma.AppointmentCreateManyInput => {
  const service = services[visit.slot.service]
  const { startMs, endMs } = visit.needed.visit
  return {
    clinicId: scope.clinicId,
    id: appointmentId(scope, visit),
    patientId: patientId(scope, visit.patient),
    practitionerId: practitionerId(scope, visit.slot.practitioner),
    locationId: locationId(scope),
    placeId: placeId(scope, visit.slot.place),
    serviceId: serviceId(scope, visit.slot.service),
    status: visit.status,
    startsAt: new Date(startMs),
    endsAt: new Date(endMs),
    promisedWallTime: wallTimeOf(startMs, DEMO_ZONE),
    timeZone: DEMO_ZONE,
    technique: visit.technique,
    segments: visit.segments.map((segment) => ({ ...segment })),
    needMinutes: visit.needMinutes,
    bufferBeforeMinutes: service.bufferBeforeMinutes,
    bufferAfterMinutes: service.bufferAfterMinutes,
    areasUndecided: visit.undecided,
    comment: visit.undecided ? visit.complaint.note : null,
    source: 'seed',
    arrivedAt: arrivedAt(scope, visit),
    version: 1,
    createdAt: new Date(Math.min(scope.nowMs, startMs) - BOOKED_AHEAD_MS),
  }
}

export const appointmentAreaRows = (scope: SeedScope, visit: DemoVisit): Prisma.AppointmentAreaCreateManyInput[] =>
  visit.requested.map((areaId) => ({
    clinicId: scope.clinicId,
    appointmentId: appointmentId(scope, visit),
    areaId,
  }))

/** One device of each kind that the service needs, and whoever the patient needs. */
const participantIds = (scope: SeedScope, visit: DemoVisit): string[] => [
  ...(services[visit.slot.service].deviceKinds ?? []).map((kind) => deviceId(scope, kind)),
  ...visit.attendants.map((kind) => attendantId(scope, kind)),
]

export const participantRows = (scope: SeedScope, visit: DemoVisit): Prisma.AppointmentParticipantCreateManyInput[] =>
  participantIds(scope, visit).map((resourceId) => ({
    clinicId: scope.clinicId,
    appointmentId: appointmentId(scope, visit),
    resourceId,
  }))

export const cancellationRows = (scope: SeedScope, visit: DemoVisit): Prisma.CancellationCreateManyInput[] =>
  visit.status !== 'cancelled'
    ? []
    : [
        {
          clinicId: scope.clinicId,
          id: scope.id('cancellation', visit.key),
          appointmentId: appointmentId(scope, visit),
          reason: 'Called off by telephone.',
          byIdentityId: identityId('desk@demo.test'),
          at: new Date(Math.min(scope.nowMs, visit.needed.visit.startMs - 26 * 60 * MINUTE_MS)),
        },
      ]

/** What the visit holds: its practitioner while needed, place, devices and attendants with the buffers, its patient for the visit itself. */
export const claimRows = (scope: SeedScope, visit: DemoVisit): ClaimRow[] => {
  if (!holds(visit)) return []
  const claim = (resourceId: string, { startMs, endMs }: { startMs: number; endMs: number }): ClaimRow => ({
    resourceId,
    startMs,
    endMs,
    waivedByOverrideId: null,
  })
  return [
    ...visit.needed.practitioner.map((needed) => claim(practitionerId(scope, visit.slot.practitioner), needed)),
    claim(placeId(scope, visit.slot.place), visit.needed.place),
    ...participantIds(scope, visit).map((id) => claim(id, visit.needed.place)),
    claim(patientId(scope, visit.patient), visit.needed.visit),
  ]
}

export const restClaimRows = (visit: DemoVisit): RestRow[] =>
  visit.rest.map((row) => ({ ...row, waivedByOverrideId: null, waivedByDeviationId: null }))
