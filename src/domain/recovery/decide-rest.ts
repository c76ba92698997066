import { type Interval, overlaps } from '../time/interval.ts'
import type { RestRow, StoredRestRow } from './rest-rows.ts'

/** Why a needling may not be where it is planned: one area, one other visit. */
export interface RestRefusal {
  readonly reason: 'rest'
  /** 'earlier': an earlier visit's rest is still running. 'later': this visit's rest would reach into a later one. */
  readonly direction: 'earlier' | 'later'
  readonly areaId: string
  /** The needling that sets the rest: the other visit's, or for 'later' the one being planned. */
  readonly since: Interval
  readonly untilMs: number
  /** The rule as it was when the rest was stored. */
  readonly ruleId: string | null
  /** The other visit. */
  readonly appointmentId: string
  /** The needling that may not happen: the one being planned, or for 'later' the other visit's. */
  readonly treatment: Interval
}

export type RestVerdict = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly RestRefusal[] }

const collide = (a: RestRow, b: RestRow): boolean => a.areaId === b.areaId && a.kind !== b.kind && overlaps(a, b)

const intervalOf = ({ startMs, endMs }: Interval): Interval => ({ startMs, endMs })

/** The needling whose end began this rest; its start is unknown when the visit's treatment rows were not loaded. */
function needlingBefore(rest: RestRow, rows: readonly RestRow[]): Interval {
  const needling = rows.find((row) => row.kind === 'treatment' && row.endMs === rest.startMs)
  return needling ? intervalOf(needling) : { startMs: rest.startMs, endMs: rest.startMs }
}

function refusalOf(planned: RestRow, other: StoredRestRow, all: Rows): RestRefusal {
  const restIsTheirs = other.kind === 'rest'
  const rest = restIsTheirs ? other : planned
  const theirs = all.existing.filter((row) => row.appointmentId === other.appointmentId)
  return {
    reason: 'rest',
    direction: restIsTheirs ? 'earlier' : 'later',
    areaId: planned.areaId,
    since: needlingBefore(rest, restIsTheirs ? theirs : all.planned),
    untilMs: rest.endMs,
    ruleId: rest.ruleId,
    appointmentId: other.appointmentId,
    treatment: intervalOf(restIsTheirs ? planned : other),
  }
}

interface Rows {
  readonly planned: readonly RestRow[]
  readonly existing: readonly StoredRestRow[]
}

/** The rest that ends last comes first: it is the one that says when. */
const byWeight = (a: RestRefusal, b: RestRefusal): number =>
  a.direction === b.direction
    ? b.untilMs - a.untilMs || (a.areaId < b.areaId ? -1 : a.areaId > b.areaId ? 1 : 0)
    : a.direction === 'earlier'
      ? -1
      : 1

/**
 * Whether planned needling leaves every rest in peace, in both directions of time: it may not fall into the rest of an
 * earlier visit, and its own rest may not reach into a later one, whichever was booked first (B17).
 * `existing` holds one patient's rows without those of the visit being planned; waived rows still count as occupied.
 */
export function decideRest({ planned, existing }: Rows): RestVerdict {
  const refusals = planned.flatMap((row) =>
    existing.filter((other) => collide(row, other)).map((other) => refusalOf(row, other, { planned, existing })),
  )
  return refusals.length === 0 ? { ok: true } : { ok: false, refusals: refusals.sort(byWeight) }
}

/** Treatment rows to waive: of the visit being planned or recorded, and of other visits. */
export interface RestWaivers {
  readonly own: readonly string[]
  readonly others: readonly { readonly appointmentId: string; readonly areaId: string }[]
}

/**
 * What must be waived so that refused needling can stand after all, by an override or because it has happened.
 * Always the treatment that falls into the rest, never the rest: an earlier visit's waives ours, ours waives a later one's.
 */
export function waiversFor(refusals: readonly RestRefusal[]): RestWaivers {
  const own = refusals.filter((refusal) => refusal.direction === 'earlier').map((refusal) => refusal.areaId)
  const others = refusals.filter((refusal) => refusal.direction === 'later')
  return {
    own: [...new Set(own)].sort(),
    others: others.map(({ appointmentId, areaId }) => ({ appointmentId, areaId })),
  }
}
