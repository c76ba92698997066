import { type Interval, merge } from '../time/interval.ts'
import { MINUTE_MS } from '../time/zone.ts'

/** hands-on: the practitioner works; resting: needles stay in, the practitioner is free; removal: needles come out. */
export type SegmentKind = 'hands-on' | 'resting' | 'removal'

export interface Segment {
  readonly kind: SegmentKind
  readonly minutes: number
}

/** What of a HealthcareService decides how long it takes whom. */
export interface ServiceShape {
  /** null: a visit without needling */
  readonly technique: string | null
  readonly segments: readonly Segment[]
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
}

/** What a visit takes: each resource only while it is needed. */
export interface ClaimIntervals {
  /** sorted, disjoint; with the buffers at the outer edges, without the resting time */
  readonly practitioner: readonly Interval[]
  /** the whole visit with both buffers */
  readonly place: Interval
  /** from the start to the end of the last segment; null when nothing is needled */
  readonly needling: Interval | null
  /** what the patient is told: start to end, without buffers */
  readonly visit: Interval
}

const DAY_MINUTES = 1440

/** How long a visit of this service lasts for the patient. Throws when that is not between a minute and a day. */
export const visitMinutes = (service: ServiceShape): number => {
  let minutes = 0
  for (const segment of service.segments) minutes += segment.minutes
  if (!(minutes >= 1 && minutes <= DAY_MINUTES)) throw new RangeError(`A visit cannot last ${minutes} minutes`)
  return minutes
}

/** Decides what a visit that starts at `startMs` takes: practitioner, place, patient and the time of needling. */
export const claimIntervals = (service: ServiceShape, startMs: number): ClaimIntervals => {
  const endMs = startMs + visitMinutes(service) * MINUTE_MS
  const openMs = startMs - service.bufferBeforeMinutes * MINUTE_MS
  const closeMs = endMs + service.bufferAfterMinutes * MINUTE_MS

  const needed: Interval[] = [{ startMs: openMs, endMs: startMs }]
  let atMs = startMs
  for (const segment of service.segments) {
    const nextMs = atMs + segment.minutes * MINUTE_MS
    if (segment.kind !== 'resting') needed.push({ startMs: atMs, endMs: nextMs })
    atMs = nextMs
  }
  needed.push({ startMs: endMs, endMs: closeMs })

  const visit = { startMs, endMs }
  return {
    practitioner: merge(needed),
    place: { startMs: openMs, endMs: closeMs },
    needling: service.technique === null ? null : visit,
    visit,
  }
}

/** How long needles stay in while nobody works on them, in minutes; 0 for a visit without resting time. */
export const restingMinutes = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { kind, minutes }) => (kind === 'resting' ? sum + minutes : sum), 0)
