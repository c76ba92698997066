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

/** Why a needling may not be where it is planned: somebody has put the area on hold. */
export interface HoldRefusal {
  readonly reason: 'hold'
  readonly areaId: string
  readonly holdId: string
  readonly sinceMs: number
  /** null: until somebody clears it. */
  readonly untilMs: number | null
  readonly treatment: Interval
}

/** What the body has against a needling. */
export type BodyRefusal = RestRefusal | HoldRefusal

export type RestVerdict = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly BodyRefusal[] }

export const isRest = (refusal: { readonly reason: string }): refusal is RestRefusal => refusal.reason === 'rest'
export const isOfBody = (refusal: { readonly reason: string }): refusal is BodyRefusal =>
  isRest(refusal) || isHold(refusal)
export const isHold = (refusal: { readonly reason: string }): refusal is HoldRefusal => refusal.reason === 'hold'

const collide = (a: RestRow, b: RestRow): boolean => a.areaId === b.areaId && a.kind !== b.kind && overlaps(a, b)

const intervalOf = ({ startMs, endMs }: Interval): Interval => ({ startMs, endMs })

/** The needling whose end began this rest; its start is unknown when the visit's treatment rows were not loaded. */
function needlingBefore(rest: RestRow, rows: readonly RestRow[]): Interval {
  const needling = rows.find((row) => row.kind === 'treatment' && row.endMs === rest.startMs)
  return needling ? intervalOf(needling) : { startMs: rest.startMs, endMs: rest.startMs }
}

function refusalOf(planned: RestRow, other: StoredRestRow, all: Rows): BodyRefusal {
  const { areaId } = planned
  if (other.holdId !== null) {
    const untilMs = Number.isFinite(other.endMs) ? other.endMs : null
    return {
      reason: 'hold',
      areaId,
      holdId: other.holdId,
      sinceMs: other.startMs,
      untilMs,
      treatment: intervalOf(planned),
    }
  }
  const restIsTheirs = other.kind === 'rest'
  const rest = restIsTheirs ? other : planned
  const theirs = all.existing.filter((row) => row.appointmentId === other.appointmentId)
  return {
    reason: 'rest',
    direction: restIsTheirs ? 'earlier' : 'later',
    areaId,
    since: needlingBefore(rest, restIsTheirs ? theirs : all.planned),
    untilMs: rest.endMs,
    ruleId: rest.ruleId,
    appointmentId: other.appointmentId ?? '',
    treatment: intervalOf(restIsTheirs ? planned : other),
  }
}

interface Rows {
  readonly planned: readonly RestRow[]
  readonly existing: readonly StoredRestRow[]
}

/** Whether the needling being planned is the one in the way, so that waiting would help it; else it spoils a later one. */
export const waitsFor = (refusal: BodyRefusal): boolean => refusal.reason === 'hold' || refusal.direction === 'earlier'

/** When what is in the way ends; infinity when nobody knows. */
export const endOf = ({ untilMs }: BodyRefusal): number => untilMs ?? Number.POSITIVE_INFINITY

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What ends last comes first: it is the one that says when. */
function byWeight(a: BodyRefusal, b: BodyRefusal): number {
  if (waitsFor(a) !== waitsFor(b)) return waitsFor(a) ? -1 : 1
  if (endOf(a) !== endOf(b)) return endOf(a) > endOf(b) ? -1 : 1
  return inOrder(a.areaId, b.areaId)
}

/**
 * Whether planned needling leaves every rest in peace, in both directions of time: it may not fall into the rest of an
 * earlier visit or into a hold, and its own rest may not reach into a later one, whichever was booked first (B17).
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
 * Always the treatment that falls into the rest, never the rest: an earlier visit's or a hold's waives ours, ours waives
 * a later visit's.
 */
export function waiversFor(refusals: readonly BodyRefusal[]): RestWaivers {
  const own = refusals.filter(waitsFor).map((refusal) => refusal.areaId)
  const others = refusals.filter(isRest).filter((refusal) => refusal.direction === 'later')
  return {
    own: [...new Set(own)].sort(),
    others: others.map(({ appointmentId, areaId }) => ({ appointmentId, areaId })),
  }
}
