import type { VisitFacts } from '../availability/facts.ts'
import { type FitRefusal, fits, freeOfPool, type PlaceAt, placesAt } from '../availability/fits.ts'
import { expandAreas } from '../recovery/areas.ts'
import { blockedByRest } from '../recovery/blocked-by-rest.ts'
import { type Interval, overlaps } from '../time/interval.ts'
import { localDateOf } from '../time/zone.ts'
import type { BookingFacts, NeededPool } from './booking-facts.ts'
import { bookingWindow } from './booking-window.ts'
import { type CredentialProblem, mayPerform } from './credential.ts'
import { fullDates, reachedLimits } from './day-limits.ts'
import { needsAccessibleRoom, unmetByPractitioner } from './needs.ts'
import { mayArrange } from './permission.ts'
import type { Refusal } from './refusal.ts'
import type { ClaimIntervals } from './segments.ts'

/** Reasons that end the question before any time is looked at; at most one. */
export function gateRefusal(facts: BookingFacts): Refusal | null {
  const { actor, patient, service, practitioner } = facts
  if (!mayArrange(actor, facts.clinicId, patient.id)) return { reason: 'not-allowed', breaks: [] }
  if (patient.mergedIntoId !== null) return { reason: 'patient-merged', survivorId: patient.mergedIntoId }
  const online = service.bookableOnline && practitioner.bookableOnline
  if (actor.kind === 'patient' && !online) return { reason: 'not-bookable-online', serviceId: service.id }
  return service.active ? null : { reason: 'not-offered', serviceId: service.id }
}

/** What is wrong with the practitioner's credential on the day of the visit; null when nothing is. */
export function credentialProblem({ service, practitioner, ...facts }: BookingFacts): CredentialProblem | null {
  const date = localDateOf(facts.startMs, facts.zone)
  const verdict = mayPerform(service.technique, practitioner.credentials, facts.jurisdiction, date)
  return verdict.ok ? null : verdict.because
}

/** Whether the practitioner may do it; staff are only warned when nothing is on file, patients are not offered it. */
export function credentialRefusals(facts: BookingFacts): readonly Refusal[] {
  const because = credentialProblem(facts)
  const { technique } = facts.service
  if (because === null || technique === null || (because === 'unknown' && facts.actor.kind !== 'patient')) return []
  return [{ reason: 'credential', practitionerId: facts.practitioner.practitionerId, technique, because }]
}

/** What stands between this patient and this practitioner, whatever the time. */
export const needRefusals = ({ patient, practitioner }: Pick<BookingFacts, 'patient' | 'practitioner'>): Refusal[] =>
  unmetByPractitioner(patient.needs, practitioner).map(({ kind }) => ({
    reason: kind === 'woman-practitioner' ? 'needs-woman' : 'needs-other-practitioner',
    practitionerId: practitioner.practitionerId,
  }))

type OfferFacts = Omit<BookingFacts, 'actor' | 'clinicId' | 'practitioner' | 'startMs' | 'override' | 'policy'>

/** The places that will do for this patient, in order of preference. */
const suitablePlaces = ({ places, patient }: Pick<OfferFacts, 'places' | 'patient'>): BookingFacts['places'] =>
  needsAccessibleRoom(patient.needs) ? places.filter(({ accessible }) => accessible) : places

const timeFactsOf = (facts: OfferFacts): VisitFacts => {
  const { zone, service, location, pools, patient, dayCounts, nowMs } = facts
  return {
    zone,
    service,
    location,
    places: suitablePlaces(facts),
    pools,
    patientBusy: patient.busy,
    rest: [],
    fullDates: fullDates(service, dayCounts),
    ...bookingWindow(service, nowMs, zone),
  }
}

/**
 * What availability needs to know to offer times for a visit, so that what it offers is what `decideBooking` books.
 * Credentials are not in it: leave out a practitioner, or the days, for which `mayPerform` says no. Nor is who gives it:
 * leave out those with whom `needRefusals` finds anything.
 */
export function visitFactsOf(facts: OfferFacts): VisitFacts {
  const { service, patient, bodyAreas, neighboursOf, rules, zone } = facts
  const areas = expandAreas(facts.requestedAreas, bodyAreas).leaves
  const needling = { technique: service.technique, areas, neighboursOf, rules, zone }
  return { ...timeFactsOf(facts), rest: blockedByRest({ ...needling, existing: patient.restRows }) }
}

const collision = (needed: readonly Interval[], busy: readonly Interval[], otherwise: Interval): Interval => {
  const { startMs, endMs } = busy.find((taken) => needed.some((interval) => overlaps(interval, taken))) ?? otherwise
  return { startMs, endMs }
}

type PlainFitRefusal = Exclude<FitRefusal, 'no-place' | 'pool-taken' | 'full-date'>

function refusalOf(reason: PlainFitRefusal, facts: BookingFacts, needed: ClaimIntervals): Refusal | null {
  const { practitioner, service } = facts
  const { practitionerId } = practitioner
  const window = bookingWindow(service, facts.nowMs, facts.zone)
  switch (reason) {
    case 'notice':
      return { reason, minNoticeMinutes: service.minNoticeMinutes, earliestMs: window.notBeforeMs }
    case 'too-far-ahead':
      return { reason, maxAheadDays: service.maxAheadDays, latestMs: window.notAfterMs }
    case 'closed':
      return { reason, during: collision([needed.visit], facts.location?.closed ?? [], needed.visit) }
    case 'outside-hours':
      return { reason, practitionerId }
    case 'absent':
      return { reason, practitionerId, during: collision([needed.visit], practitioner.absences, needed.visit) }
    case 'taken':
      return { reason, practitionerId, during: collision(needed.practitioner, practitioner.busy, needed.visit) }
    case 'patient-busy':
      return { reason, during: collision([needed.visit], facts.patient.busy, needed.visit) }
    case 'off-grid':
      // The desk may put a visit at any minute; what is offered stands on the grid.
      return facts.actor.kind === 'patient' ? { reason } : null
    case 'rest':
      // Rest is decided with its reasons by the domain's own rules; here it was left out.
      return null
  }
}

const isFree = ({ taken, closed }: PlaceAt): boolean => !taken && !closed
/** How much would have to be broken to have the place: nothing, the diary, the hours of its room, or both. */
const cost = ({ taken, closed }: PlaceAt): number => (taken ? 1 : 0) + (closed ? 2 : 0)

const placeRefusals = (facts: BookingFacts, best: PlaceAt | undefined, during: Interval): Refusal[] => {
  const accessible = needsAccessibleRoom(facts.patient.needs)
  const refusal = { reason: 'no-place', during, accessible } as const
  if (best === undefined) return [{ ...refusal, exists: false, closed: false }]
  const why = [...(best.taken ? [false] : []), ...(best.closed ? [true] : [])]
  return why.map((closed) => ({ ...refusal, exists: true, closed }))
}

const poolRefusal = ({ needed, candidates }: NeededPool, during: Interval): Refusal => {
  const exists = candidates.length > 0
  return needed.what === 'device'
    ? { reason: 'no-device', kind: needed.kind, during, exists }
    : { reason: 'no-attendant', need: needed.need, during, exists }
}

function limitRefusals({ service, dayCounts, startMs, zone }: BookingFacts): Refusal[] {
  const date = localDateOf(startMs, zone)
  const count = dayCounts.find((each) => each.date === date)
  if (count === undefined) return []
  const { forAll, forPatient } = reachedLimits(service, count)
  const { maxPerDay, maxPerPatientPerDay } = service
  return [
    ...(forAll && maxPerDay !== null ? [{ reason: 'day-full', maxPerDay, date } as const] : []),
    ...(forPatient && maxPerPatientPerDay !== null
      ? [{ reason: 'patient-day-full', maxPerDay: maxPerPatientPerDay, date } as const]
      : []),
  ]
}

/** A device or attendant that takes part in the visit. */
export interface Participant {
  readonly resource: 'device' | 'attendant'
  readonly resourceId: string
}

interface TimeAnswer {
  readonly refusals: readonly Refusal[]
  /** The suitable place that least stands against; null when there is none at all. */
  readonly place: PlaceAt | null
  /** One free of each pool; those that none is free of are left out. */
  readonly participants: readonly Participant[]
}

/** Whether the time itself is possible, by the very rules that offered times are made of (A17); rest is not looked at. */
export function judgeTime(facts: BookingFacts, needed: ClaimIntervals): TimeAnswer {
  const visitFacts = timeFactsOf(facts)
  const { startMs } = facts
  const fit = fits(visitFacts, facts.practitioner, startMs)
  const places = placesAt(visitFacts, startMs)
  const best = places.find(isFree) ?? places.toSorted((a, b) => cost(a) - cost(b))[0]
  const chosen = facts.pools.map((pool) => ({ pool, free: freeOfPool(visitFacts, pool, startMs)[0] }))
  const refusals = (fit.ok ? [] : fit.reasons).flatMap((reason): readonly Refusal[] => {
    switch (reason) {
      case 'no-place':
        return placeRefusals(facts, best, needed.visit)
      case 'pool-taken':
        return chosen.filter(({ free }) => free === undefined).map(({ pool }) => poolRefusal(pool, needed.visit))
      case 'full-date':
        return limitRefusals(facts)
      default: {
        const refusal = refusalOf(reason, facts, needed)
        return refusal === null ? [] : [refusal]
      }
    }
  })
  return {
    refusals,
    place: best ?? null,
    participants: [
      // somebody who answers two needs is there once
      ...new Map(
        chosen.flatMap(({ pool, free }): [string, Participant][] =>
          free === undefined ? [] : [[free.resourceId, { resource: pool.needed.what, resourceId: free.resourceId }]],
        ),
      ).values(),
    ],
  }
}
