import type { ClaimIntervals } from '../appointment/segments.ts'
import { dayNumberOf } from '../time/calendar-date.ts'
import { type Interval, merge, subtract } from '../time/interval.ts'
import { offsetIndexAt } from '../time/zone.ts'
import type { PractitionerTime, SearchedDates, VisitFacts } from './facts.ts'
import { type DayFrame, frameOf } from './hours.ts'
import {
  blockedByPractitioner,
  blockedForAll,
  claimsFromStart,
  forGridPoints,
  gridMsOf,
  presence,
  startsWithin,
} from './start-rules.ts'

interface Search {
  readonly frame: DayFrame
  readonly claims: ClaimIntervals
  readonly gridMs: number
  readonly blocked: readonly Interval[]
}

const searchOf = (facts: VisitFacts, dates: SearchedDates): Search => {
  const claims = claimsFromStart(facts)
  const frame = frameOf(facts.zone, dayNumberOf(dates.firstDate), dayNumberOf(dates.lastDate))
  return {
    frame,
    claims,
    gridMs: gridMsOf(facts),
    blocked: merge([
      ...blockedForAll(facts, claims, frame),
      { startMs: Number.NEGATIVE_INFINITY, endMs: frame.asked.startMs },
      { startMs: frame.asked.endMs, endMs: Number.POSITIVE_INFINITY },
    ]),
  }
}

const forStarts = (search: Search, practitioner: PractitionerTime, take: (startMs: number) => void): void => {
  const { frame, claims } = search
  const possible = subtract(startsWithin(presence(practitioner, frame), claims), search.blocked)
  const free = subtract(possible, blockedByPractitioner(practitioner, claims))
  forGridPoints(free, frame.table, search.gridMs, take)
}

/** Decides at which instants the visit can start with this practitioner on the dates asked for. Epoch ms, sorted. */
export const freeStarts = (facts: VisitFacts, dates: SearchedDates, practitioner: PractitionerTime): number[] => {
  const startsMs: number[] = []
  forStarts(searchOf(facts, dates), practitioner, (startMs) => startsMs.push(startMs))
  return startsMs
}

/** The starts that at least one practitioner can take, and who can. */
export interface StartsOfAny {
  /** epoch ms, sorted, each once */
  readonly startsMs: readonly number[]
  /** the ids of those who can take the start, in the order they were given in; empty for an instant that is no start */
  readonly practitionersAt: (startMs: number) => string[]
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b)

// The local grid seen from UTC: every grid point lies on a multiple of this, whatever offsets the search meets.
const slotMsOf = ({ frame, gridMs }: Search): number => {
  let slotMs = gridMs
  const last = offsetIndexAt(frame.table, frame.asked.endMs)
  for (let i = offsetIndexAt(frame.table, frame.asked.startMs); i <= last; i++) {
    slotMs = greatestCommonDivisor(slotMs, frame.table.offsetMs[i]!)
  }
  return slotMs
}

/** Decides at which instants the visit can start with any of the practitioners, and with whom. */
export const freeStartsOfAny = (
  facts: VisitFacts,
  dates: SearchedDates,
  practitioners: readonly PractitionerTime[],
): StartsOfAny => {
  const search = searchOf(facts, dates)
  const slotMs = slotMsOf(search)
  const baseMs = Math.floor(search.frame.asked.startMs / slotMs) * slotMs
  const slots = Math.max(0, Math.ceil((search.frame.asked.endMs - baseMs) / slotMs))
  // One row of bits per slot, one bit per practitioner.
  const words = Math.ceil(practitioners.length / 32)
  const bits = new Uint32Array(slots * words)
  for (const [index, practitioner] of practitioners.entries()) {
    const word = index >> 5
    const bit = 1 << (index & 31)
    forStarts(search, practitioner, (startMs) => {
      bits[((startMs - baseMs) / slotMs) * words + word]! |= bit
    })
  }
  return {
    startsMs: startsOfBits(bits, words, baseMs, slotMs),
    practitionersAt: (startMs) => {
      const slot = (startMs - baseMs) / slotMs
      if (!Number.isInteger(slot)) return []
      return practitioners
        .filter((_, index) => ((bits[slot * words + (index >> 5)] ?? 0) & (1 << (index & 31))) !== 0)
        .map((practitioner) => practitioner.practitionerId)
    },
  }
}

const startsOfBits = (bits: Uint32Array, words: number, baseMs: number, slotMs: number): number[] => {
  const startsMs: number[] = []
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] === 0) continue
    const slot = Math.floor(i / words)
    startsMs.push(baseMs + slot * slotMs)
    i = (slot + 1) * words - 1
  }
  return startsMs
}
