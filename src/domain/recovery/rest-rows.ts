import type { Interval } from '../time/interval.ts'
import { ANYWHERE_AREA } from './areas.ts'
import { restUntilMs } from './rest-until.ts'
import type { RecoveryRule, Relation } from './rule.ts'
import { type Technique, usesNeedles } from './technique.ts'

/** One claim on an area of a patient's body: needling in it, or its rest afterwards. */
export interface RestRow extends Interval {
  readonly areaId: string
  readonly kind: 'treatment' | 'rest'
  /** The rule that sets the rest; null on treatment rows. */
  readonly ruleId: string | null
}

/** A row as it is stored, with the visit or the hold it belongs to: one of both. A hold may end at infinity. */
export interface StoredRestRow extends RestRow {
  readonly appointmentId: string | null
  readonly holdId: string | null
  /** Stands against a rule by a recorded decision or fact; the area is still occupied. */
  readonly waived: boolean
}

/** What is to be needled, and what the clinic's rules say about it. */
export interface PlannedNeedling {
  readonly technique: Technique | null
  /** Leaf areas only. */
  readonly areas: readonly string[]
  readonly neighboursOf: (areaId: string) => readonly string[]
  /** The rules in force, of any technique. */
  readonly rules: readonly RecoveryRule[]
  readonly zone: string
}

const byAreaAndTime = (a: RestRow, b: RestRow): number =>
  a.areaId === b.areaId ? a.startMs - b.startMs : a.areaId < b.areaId ? -1 : 1

/** Which areas each relation of a rule reaches from the treated ones. */
export function areasReached(
  plan: Pick<PlannedNeedling, 'areas' | 'neighboursOf'>,
  relation: Relation,
): readonly string[] {
  if (relation === 'anywhere') return [ANYWHERE_AREA]
  return relation === 'same' ? plan.areas : [...new Set(plan.areas.flatMap((area) => plan.neighboursOf(area)))]
}

/** Which rules a needling brings with it: those of its own technique, none when no needle or no decided area. */
export const rulesOf = (plan: PlannedNeedling): readonly RecoveryRule[] =>
  usesNeedles(plan.technique) && plan.areas.length > 0
    ? plan.rules.filter((rule) => rule.technique === plan.technique)
    : []

/** Which areas a needling occupies while it lasts, the sentinel among them; none without needle or decided area. */
export const areasClaimed = (plan: PlannedNeedling): readonly string[] =>
  usesNeedles(plan.technique) && plan.areas.length > 0 ? [...new Set([...plan.areas, ANYWHERE_AREA])] : []

/**
 * What a needling claims of the body: a treatment row for each area and the sentinel, and at most one rest row per area,
 * the longest that any rule gives it. Sorted by area, then time. The same whether it is planned or has happened.
 */
export function restRows(plan: PlannedNeedling & { readonly needling: Interval }): readonly RestRow[] {
  const { needling } = plan
  const rows: RestRow[] = areasClaimed(plan).map((areaId) => ({
    areaId,
    kind: 'treatment',
    startMs: needling.startMs,
    endMs: needling.endMs,
    ruleId: null,
  }))
  const restOf = new Map<string, RestRow>()
  for (const rule of rulesOf(plan)) {
    const endMs = restUntilMs(rule, needling.endMs, plan.zone)
    if (endMs <= needling.endMs) continue
    for (const areaId of areasReached(plan, rule.relation)) {
      if ((restOf.get(areaId)?.endMs ?? 0) >= endMs) continue
      restOf.set(areaId, { areaId, kind: 'rest', startMs: needling.endMs, endMs, ruleId: rule.id })
    }
  }
  return [...rows, ...restOf.values()].sort(byAreaAndTime)
}
