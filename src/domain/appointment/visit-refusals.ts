import type { VisitFacts } from '../availability/facts.ts'
import { type FitRefusal, fits, freePlaces } from '../availability/fits.ts'
import { expandAreas } from '../recovery/areas.ts'
import { blockedByRest } from '../recovery/blocked-by-rest.ts'
import { type Interval, overlaps } from '../time/interval.ts'
import { localDateOf } from '../time/zone.ts'
import type { BookingFacts } from './booking-facts.ts'
import { bookingWindow } from './booking-window.ts'
import { type CredentialProblem, mayPerform } from './credential.ts'
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

type OfferFacts = Omit<BookingFacts, 'actor' | 'clinicId' | 'practitioner' | 'startMs' | 'override' | 'policy'>

const timeFactsOf = ({ zone, service, places, patient, nowMs }: OfferFacts): VisitFacts => ({
  zone,
  service,
  places,
  patientBusy: patient.busy,
  rest: [],
  ...bookingWindow(service, nowMs, zone),
})

/**
 * What availability needs to know to offer times for a visit, so that what it offers is what `decideBooking` books.
 * Credentials are not in it: leave out a practitioner, or the days, for which `mayPerform` says no.
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

function refusalOf(reason: FitRefusal, facts: BookingFacts, needed: ClaimIntervals): Refusal | null {
  const { practitioner, service } = facts
  const { practitionerId } = practitioner
  const window = bookingWindow(service, facts.nowMs, facts.zone)
  switch (reason) {
    case 'notice':
      return { reason, minNoticeMinutes: service.minNoticeMinutes, earliestMs: window.notBeforeMs }
    case 'too-far-ahead':
      return { reason, maxAheadDays: service.maxAheadDays, latestMs: window.notAfterMs }
    case 'outside-hours':
      return { reason, practitionerId }
    case 'absent':
      return { reason, practitionerId, during: collision([needed.visit], practitioner.absences, needed.visit) }
    case 'taken':
      return { reason, practitionerId, during: collision(needed.practitioner, practitioner.busy, needed.visit) }
    case 'patient-busy':
      return { reason, during: collision([needed.visit], facts.patient.busy, needed.visit) }
    case 'no-place':
      return { reason, during: needed.visit, exists: facts.places.length > 0 }
    case 'off-grid':
      // The desk may put a visit at any minute; what is offered stands on the grid.
      return facts.actor.kind === 'patient' ? { reason } : null
    case 'rest':
      // Rest is decided with its reasons by the domain's own rules; here it was left out.
      return null
  }
}

interface TimeAnswer {
  readonly refusals: readonly Refusal[]
  /** The first suitable place that is free for the whole visit. */
  readonly freePlaceId: string | null
}

/** Whether the time itself is possible, by the very rules that offered times are made of (A17); rest is not looked at. */
export function judgeTime(facts: BookingFacts, needed: ClaimIntervals): TimeAnswer {
  const visitFacts = timeFactsOf(facts)
  const fit = fits(visitFacts, facts.practitioner, facts.startMs)
  if (fit.ok) return { refusals: [], freePlaceId: fit.placeIds[0] ?? null }
  const refusals = fit.reasons.map((reason) => refusalOf(reason, facts, needed)).filter((refusal) => refusal !== null)
  return { refusals, freePlaceId: freePlaces(visitFacts, facts.startMs)[0] ?? null }
}
