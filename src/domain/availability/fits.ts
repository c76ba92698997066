import type { ClaimIntervals } from '../appointment/segments.ts'
import { covers, type Interval } from '../time/interval.ts'
import { localDayOf } from '../time/zone.ts'
import type { PlaceTime, PooledResource, PractitionerTime, ResourcePool, VisitFacts } from './facts.ts'
import { type DayFrame, frameOf, openWindows } from './hours.ts'
import {
  blockedByLimits,
  blockedByLocation,
  blockedByPatient,
  blockedByPlace,
  blockedByPool,
  blockedByPractitioner,
  blockedByRest,
  blockedByRoom,
  claimsFromStart,
  gridMsOf,
  isGridPoint,
  presence,
  startsWithin,
} from './start-rules.ts'

/** Why a visit cannot start at an instant. */
export type FitRefusal =
  | 'notice'
  | 'too-far-ahead'
  | 'off-grid'
  | 'closed'
  | 'outside-hours'
  | 'absent'
  | 'taken'
  | 'patient-busy'
  | 'rest'
  | 'no-place'
  | 'pool-taken'
  | 'full-date'

export type Fit =
  | {
      readonly ok: true /** the suitable places that are free, in the order given */
      readonly placeIds: readonly string[]
    }
  | { readonly ok: false; readonly reasons: readonly FitRefusal[] }

/** How one suitable place stands at a start. */
export interface PlaceAt {
  readonly placeId: string
  /** claimed at some time of the visit */
  readonly taken: boolean
  /** its room cannot be used at some time of the visit */
  readonly closed: boolean
}

const at = (startMs: number): Interval => ({ startMs, endMs: startMs + 1 })

const frameAt = (facts: VisitFacts, startMs: number): DayFrame => {
  const day = localDayOf(startMs, facts.zone)
  return frameOf(facts.zone, day, day)
}

const placeAt = (place: PlaceTime, claims: ClaimIntervals, frame: DayFrame, startMs: number): PlaceAt => ({
  placeId: place.placeId,
  taken: covers(blockedByPlace(place, claims), at(startMs)),
  closed: covers(blockedByRoom(place.room, claims, frame), at(startMs)),
})

/** How each suitable place stands for a visit that starts at `startMs`, in the order given. */
export const placesAt = (facts: VisitFacts, startMs: number): PlaceAt[] => {
  const claims = claimsFromStart(facts)
  const frame = frameAt(facts, startMs)
  return (facts.places ?? []).map((place) => placeAt(place, claims, frame, startMs))
}

/** The ids of the places that are free for the whole visit from `startMs`, in the order given. */
export const freePlaces = (facts: VisitFacts, startMs: number): string[] =>
  placesAt(facts, startMs)
    .filter((place) => !place.taken && !place.closed)
    .map(({ placeId }) => placeId)

/** Those of a pool that are free for the whole visit from `startMs`, in the order given. */
export const freeOfPool = (facts: VisitFacts, pool: ResourcePool, startMs: number): readonly PooledResource[] => {
  const claims = claimsFromStart(facts)
  return pool.candidates.filter((candidate) => !covers(blockedByPool({ candidates: [candidate] }, claims), at(startMs)))
}

/**
 * Decides whether the visit can start at `startMs` with this practitioner, by the very rules that the list of free
 * starts is made of, and names everything that stands in its way.
 */
export const fits = (facts: VisitFacts, practitioner: PractitionerTime, startMs: number): Fit => {
  const claims = claimsFromStart(facts)
  const frame = frameAt(facts, startMs)
  const start = at(startMs)
  const within = (windows: readonly Interval[]): boolean => covers(startsWithin(windows, claims), start)
  const placeIds = freePlaces(facts, startMs)

  const reasons: FitRefusal[] = []
  if (startMs < facts.notBeforeMs) reasons.push('notice')
  if (startMs > facts.notAfterMs) reasons.push('too-far-ahead')
  if (!isGridPoint(startMs, frame.table, gridMsOf(facts))) reasons.push('off-grid')
  if (!within(openWindows(practitioner, frame))) reasons.push('outside-hours')
  else if (!within(presence(practitioner, frame))) reasons.push('absent')
  if (covers(blockedByLocation(facts, claims, frame), start)) reasons.push('closed')
  if (covers(blockedByPractitioner(practitioner, claims), start)) reasons.push('taken')
  if (covers(blockedByPatient(facts, claims), start)) reasons.push('patient-busy')
  if (covers(blockedByRest(facts, claims), start)) reasons.push('rest')
  if (facts.places !== null && placeIds.length === 0) reasons.push('no-place')
  if (facts.pools?.some((pool) => covers(blockedByPool(pool, claims), start))) reasons.push('pool-taken')
  if (covers(blockedByLimits(facts), start)) reasons.push('full-date')
  return reasons.length === 0 ? { ok: true, placeIds } : { ok: false, reasons }
}
