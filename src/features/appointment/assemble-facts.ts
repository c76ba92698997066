import type { Actor } from '#domain/actor.ts'
import type { BookingFacts, BusyInterval, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import { mayPerform } from '#domain/appointment/credential.ts'
import { unmetByPractitioner } from '#domain/appointment/needs.ts'
import { visitFactsOf } from '#domain/appointment/visit-refusals.ts'
import type { PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
import { usesNeedles } from '#domain/recovery/technique.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import type { Interval } from '#domain/time/interval.ts'
import { startOfLocalDayMs } from '#domain/time/zone.ts'
import type { BodyFacts } from './load-body.ts'
import type { BookingFrame, FramePractitioner } from './load-frame.ts'

/** Everything loaded for one question about one visit; offering and deciding read the same. */
export interface Loaded {
  readonly actor: Actor
  readonly nowMs: number
  readonly frame: BookingFrame
  readonly body: BodyFacts
  readonly areaIds: readonly string[]
  readonly areasUndecided: boolean
  /** By resource. */
  readonly busy: Busy
}

/** What takes the time of each resource. A search is told only when, and nothing of the visit that moves. */
export type Busy = ReadonlyMap<string, readonly BusyInterval[]>

/** Those whom this person may be offered: patients are not offered who is not booked online. */
export const offeredPractitioners = ({
  actor,
  frame,
}: Pick<Loaded, 'actor' | 'frame'>): readonly FramePractitioner[] =>
  actor.kind === 'patient' ? frame.practitioners.filter((person) => person.bookableOnline) : frame.practitioners

/** Those of them whom the patient's needs leave. */
export const meetingNeeds = ({ actor, frame }: Loaded): readonly FramePractitioner[] =>
  offeredPractitioners({ actor, frame }).filter(
    ({ id, gender }) => unmetByPractitioner(frame.patient.needs, { practitionerId: id, gender }).length === 0,
  )

const timeOf = (person: FramePractitioner, busy: Busy) => ({
  practitionerId: person.id,
  hours: person.hours,
  extra: person.extra,
  exceptions: [],
  absences: person.absences,
  busy: busy.get(person.id) ?? [],
})

/** The facts about the visit that do not depend on when it is and who gives it. */
function offerFactsOf(loaded: Loaded, busy: Busy) {
  const { frame, body } = loaded
  return {
    nowMs: loaded.nowMs,
    zone: frame.location.zone,
    jurisdiction: frame.location.jurisdiction,
    patient: {
      ...frame.patient,
      busy: busy.get(frame.patient.id) ?? [],
      restRows: body.rest,
    },
    service: frame.service,
    location: frame.location.opening,
    places: frame.places.map(({ id, accessible, room }) => ({
      placeId: id,
      accessible,
      room,
      busy: busy.get(id) ?? [],
    })),
    pools: frame.pools.map(({ needed, candidates }) => ({
      needed,
      candidates: candidates.map(({ id, away }) => ({ resourceId: id, busy: [...(busy.get(id) ?? []), ...away] })),
    })),
    dayCounts: frame.dayCounts,
    requestedAreas: loaded.areaIds,
    areasUndecided: loaded.areasUndecided,
    bodyAreas: body.areas,
    neighboursOf: body.neighboursOf,
    rules: body.rules,
  }
}

/** The dates on which a credential stands in the way, as whole days that the practitioner cannot be had. */
function daysWithoutCredential(loaded: Loaded, person: FramePractitioner, first: number, last: number): Interval[] {
  const { service, location } = loaded.frame
  if (!usesNeedles(service.technique)) return []
  const days: Interval[] = []
  for (let day = first; day <= last; day++) {
    const verdict = mayPerform(service.technique, person.credentials, location.jurisdiction, dateOf(day))
    if (verdict.ok || (verdict.because === 'unknown' && loaded.actor.kind !== 'patient')) continue
    days.push({ startMs: startOfLocalDayMs(day, location.zone), endMs: startOfLocalDayMs(day + 1, location.zone) })
  }
  return days
}

export interface Search {
  readonly visit: VisitFacts
  readonly practitioners: readonly PractitionerTime[]
}

/** What the search for free times reads, for local dates 'YYYY-MM-DD', both included. A visit that moves is not in its own way. */
export function searchOf(loaded: Loaded, firstDate: string, lastDate: string): Search {
  const movingId = loaded.frame.moving?.id
  const notMoving = (row: { readonly appointmentId: string | null }): boolean => row.appointmentId !== movingId
  const busy =
    movingId === undefined ? loaded.busy : new Map([...loaded.busy].map(([id, taken]) => [id, taken.filter(notMoving)]))
  const facts = offerFactsOf(loaded, busy)
  const [first, last] = [dayNumberOf(firstDate), dayNumberOf(lastDate)]
  return {
    visit: visitFactsOf({
      ...facts,
      patient: { ...facts.patient, restRows: facts.patient.restRows.filter(notMoving) },
    }),
    practitioners: meetingNeeds(loaded).map((person) => ({
      ...timeOf(person, busy),
      absences: [...person.absences, ...daysWithoutCredential(loaded, person, first, last)],
    })),
  }
}

/** What the decision reads for one start with one practitioner. */
export function bookingFactsOf(
  loaded: Loaded,
  person: FramePractitioner,
  startMs: number,
  override: OverrideRequest | null,
): BookingFacts {
  const { busy } = loaded
  return {
    ...offerFactsOf(loaded, busy),
    actor: loaded.actor,
    clinicId: loaded.actor.clinicId,
    practitioner: {
      ...timeOf(person, busy),
      bookableOnline: person.bookableOnline,
      credentials: person.credentials,
      gender: person.gender,
      busy: busy.get(person.id) ?? [],
    },
    startMs,
    override,
    policy: loaded.frame.policy,
  }
}
