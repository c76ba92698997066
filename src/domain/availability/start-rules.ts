import { type ClaimIntervals, claimIntervals } from '../appointment/segments.ts'
import { dayNumberOf } from '../time/calendar-date.ts'
import { type Interval, intersect, merge, subtract } from '../time/interval.ts'
import { MINUTE_MS, type OffsetTable, offsetIndexAt, startOfLocalDayMs } from '../time/zone.ts'
import type { Opening, PlaceTime, PractitionerTime, ResourcePool, VisitFacts } from './facts.ts'
import { type DayFrame, openWindows, usableTimes } from './hours.ts'

/*
 * The one rule for offering and for booking (A17). A visit is moved along the time line by its start, so whatever
 * stands in its way becomes a stretch of starts that are not possible. All lists here are sorted and disjoint
 * stretches `[startMs, endMs)` of whole-millisecond starts.
 */

const DEFAULT_GRID_MINUTES = 15
const ALWAYS: Interval = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY }

/** What a visit takes, measured from its own start. */
export const claimsFromStart = (facts: VisitFacts): ClaimIntervals => claimIntervals(facts.service, 0)

/** How far apart the starts stand. Throws when the grid does not come out even at midnight. */
export const gridMsOf = (facts: VisitFacts): number => {
  const minutes = facts.gridMinutes ?? DEFAULT_GRID_MINUTES
  if (!Number.isInteger(minutes) || minutes < 1 || 1440 % minutes !== 0) {
    throw new RangeError(`A grid of ${minutes} minutes does not divide a day`)
  }
  return minutes * MINUTE_MS
}

// A piece overlaps a busy time exactly when the visit starts after `busy.start - piece.end` and before
// `busy.end - piece.start`; both edges themselves only touch, hence the millisecond.
const pushBlocked = (blocked: Interval[], busy: readonly Interval[], piece: Interval): void => {
  for (const taken of busy) {
    blocked.push({ startMs: taken.startMs - piece.endMs + 1, endMs: taken.endMs - piece.startMs })
  }
}

const blockedBy = (busy: readonly Interval[], pieces: readonly Interval[]): Interval[] => {
  const blocked: Interval[] = []
  for (const piece of pieces) pushBlocked(blocked, busy, piece)
  return merge(blocked)
}

/** The starts at which the practitioner would be needed while taken. */
export const blockedByPractitioner = (practitioner: PractitionerTime, claims: ClaimIntervals): Interval[] =>
  blockedBy(practitioner.busy, claims.practitioner)

/** The starts at which one place would be needed while taken. */
export const blockedByPlace = (place: PlaceTime, claims: ClaimIntervals): Interval[] =>
  blockedBy(place.busy, [claims.place])

/** The starts at which a room would be needed while it cannot be used; its buffers count, for somebody cleans in them. */
export const blockedByRoom = (
  room: Opening | null | undefined,
  claims: ClaimIntervals,
  frame: DayFrame,
): readonly Interval[] => {
  const usable = usableTimes(room, frame)
  return usable === null ? [] : subtract([ALWAYS], startsInside(usable, claims.place))
}

/** The starts at which not one suitable place is free for the whole visit. */
const blockedByPlaces = (facts: VisitFacts, claims: ClaimIntervals, frame: DayFrame): Interval[] => {
  if (facts.places === null) return []
  const rooms = new Map<Opening, readonly Interval[]>()
  let blocked = [ALWAYS]
  for (const place of facts.places) {
    if (blocked.length === 0) break
    const taken = blockedByPlace(place, claims)
    const { room } = place
    let closed: readonly Interval[] = []
    if (room) {
      closed = rooms.get(room) ?? blockedByRoom(room, claims, frame)
      rooms.set(room, closed)
    }
    blocked = intersect(blocked, closed.length === 0 ? taken : merge([...taken, ...closed]))
  }
  return blocked
}

/** The starts at which not one of the pool is free for the whole visit. */
export const blockedByPool = (pool: ResourcePool, claims: ClaimIntervals): Interval[] => {
  let blocked = [ALWAYS]
  for (const candidate of pool.candidates) {
    if (blocked.length === 0) break
    blocked = intersect(blocked, blockedBy(candidate.busy, [claims.place]))
  }
  return blocked
}

/** The starts at which the patient is somewhere else in the clinic. */
export const blockedByPatient = (facts: VisitFacts, claims: ClaimIntervals): Interval[] =>
  blockedBy(facts.patientBusy, [claims.visit])

/** The starts at which the needling would fall into a rest; none for a visit without needling. */
export const blockedByRest = (facts: VisitFacts, claims: ClaimIntervals): Interval[] =>
  claims.needling === null ? [] : blockedBy(facts.rest, [claims.needling])

/** The starts on dates that have as many visits as they may. */
export const blockedByLimits = (facts: VisitFacts): Interval[] =>
  (facts.fullDates ?? []).map((date) => {
    const day = dayNumberOf(date)
    return { startMs: startOfLocalDayMs(day, facts.zone), endMs: startOfLocalDayMs(day + 1, facts.zone) }
  })

/** The starts at which the visit would reach out of the hours of its location. */
export const blockedByLocation = (facts: VisitFacts, claims: ClaimIntervals, frame: DayFrame): Interval[] => {
  const usable = usableTimes(facts.location, frame)
  return usable === null ? [] : subtract([ALWAYS], startsInside(usable, claims.visit))
}

/** The starts that are not possible whoever the practitioner is. */
export const blockedForAll = (facts: VisitFacts, claims: ClaimIntervals, frame: DayFrame): Interval[] =>
  merge([
    ...blockedByLocation(facts, claims, frame),
    ...blockedByPlaces(facts, claims, frame),
    ...(facts.pools ?? []).flatMap((pool) => blockedByPool(pool, claims)),
    ...blockedByPatient(facts, claims),
    ...blockedByRest(facts, claims),
    ...blockedByLimits(facts),
    { startMs: Number.NEGATIVE_INFINITY, endMs: facts.notBeforeMs },
    { startMs: facts.notAfterMs + 1, endMs: Number.POSITIVE_INFINITY },
  ])

/** The starts for which a piece of the visit, measured from its start, lies in one of the windows. */
const startsInside = (windows: readonly Interval[], piece: Interval): Interval[] => {
  const starts: Interval[] = []
  for (const window of windows) {
    const startMs = window.startMs - piece.startMs
    const endMs = window.endMs - piece.endMs + 1
    if (startMs < endMs) starts.push({ startMs, endMs })
  }
  return starts
}

/** The starts for which the whole visit lies in one of the windows. Its buffers may reach out: nobody is treated in them. */
export const startsWithin = (windows: readonly Interval[], claims: ClaimIntervals): Interval[] =>
  startsInside(windows, claims.visit)

/** When the practitioner works and is not away: sorted, disjoint. */
export const presence = (practitioner: PractitionerTime, frame: DayFrame): Interval[] =>
  subtract(openWindows(practitioner, frame), merge(practitioner.absences))

/** Hands over the local-clock grid points among the starts, in order; a point that the wall shows twice comes twice (C5). */
export const forGridPoints = (
  starts: readonly Interval[],
  table: OffsetTable,
  gridMs: number,
  take: (startMs: number) => void,
): void => {
  let offset = starts.length === 0 ? 0 : offsetIndexAt(table, starts[0]!.startMs)
  for (const stretch of starts) {
    let atMs = stretch.startMs
    while (atMs < stretch.endMs) {
      while (table.untilMs[offset]! <= atMs) offset++
      const offsetMs = table.offsetMs[offset]!
      const stopMs = Math.min(stretch.endMs, table.untilMs[offset]!)
      const firstMs = Math.ceil((atMs + offsetMs) / gridMs) * gridMs - offsetMs
      for (let pointMs = firstMs; pointMs < stopMs; pointMs += gridMs) take(pointMs)
      atMs = stopMs
    }
  }
}

/** Whether one instant is a local-clock grid point. */
export const isGridPoint = (startMs: number, table: OffsetTable, gridMs: number): boolean =>
  (startMs + table.offsetMs[offsetIndexAt(table, startMs)]!) % gridMs === 0
