import { covers, type Interval } from '../time/interval.ts'
import { localDayOf } from '../time/zone.ts'
import type { PractitionerTime, VisitFacts } from './facts.ts'
import { frameOf, openWindows } from './hours.ts'
import {
  blockedByPatient,
  blockedByPlace,
  blockedByPractitioner,
  blockedByRest,
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
  | 'outside-hours'
  | 'absent'
  | 'taken'
  | 'patient-busy'
  | 'rest'
  | 'no-place'

export type Fit =
  | {
      readonly ok: true /** the suitable places that are free, in the order given */
      readonly placeIds: readonly string[]
    }
  | { readonly ok: false; readonly reasons: readonly FitRefusal[] }

/** The ids of the places that are free for the whole visit from `startMs`, in the order given. */
export const freePlaces = (facts: VisitFacts, startMs: number): string[] => {
  const claims = claimsFromStart(facts)
  const start: Interval = { startMs, endMs: startMs + 1 }
  return (facts.places ?? [])
    .filter((place) => !covers(blockedByPlace(place, claims), start))
    .map((place) => place.placeId)
}

/**
 * Decides whether the visit can start at `startMs` with this practitioner, by the very rules that the list of free
 * starts is made of, and names everything that stands in its way.
 */
export const fits = (facts: VisitFacts, practitioner: PractitionerTime, startMs: number): Fit => {
  const claims = claimsFromStart(facts)
  const day = localDayOf(startMs, facts.zone)
  const frame = frameOf(facts.zone, day, day)
  const start: Interval = { startMs, endMs: startMs + 1 }
  const within = (windows: readonly Interval[]): boolean => covers(startsWithin(windows, claims), start)
  const placeIds = freePlaces(facts, startMs)

  const reasons: FitRefusal[] = []
  if (startMs < facts.notBeforeMs) reasons.push('notice')
  if (startMs > facts.notAfterMs) reasons.push('too-far-ahead')
  if (!isGridPoint(startMs, frame.table, gridMsOf(facts))) reasons.push('off-grid')
  if (!within(openWindows(practitioner, frame))) reasons.push('outside-hours')
  else if (!within(presence(practitioner, frame))) reasons.push('absent')
  if (covers(blockedByPractitioner(practitioner, claims), start)) reasons.push('taken')
  if (covers(blockedByPatient(facts, claims), start)) reasons.push('patient-busy')
  if (covers(blockedByRest(facts, claims), start)) reasons.push('rest')
  if (facts.places !== null && placeIds.length === 0) reasons.push('no-place')
  return reasons.length === 0 ? { ok: true, placeIds } : { ok: false, reasons }
}
