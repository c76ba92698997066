import { type Interval, merge } from '../time/interval.ts'
import { areasClaimed, areasReached, type PlannedNeedling, rulesOf, type StoredRestRow } from './rest-rows.ts'
import { latestSafeEndMs } from './rest-until.ts'

/** The stretch before a later needling in which another would leave its area unrested; null when no rule asks for rest. */
function leadBefore(treatment: StoredRestRow, plan: PlannedNeedling): Interval | null {
  const safeEnds = rulesOf(plan)
    .filter((rule) => areasReached(plan, rule.relation).includes(treatment.areaId))
    .map((rule) => latestSafeEndMs(rule, treatment.startMs, plan.zone))
  const startMs = Math.min(...safeEnds, treatment.startMs)
  return startMs < treatment.startMs ? { startMs, endMs: treatment.startMs } : null
}

/**
 * When a needling of these areas may not happen: it is refused by rest exactly if it overlaps one of the intervals, for
 * any length, as long as it does not overlap another needling of this patient (who is busy then anyway).
 * Sorted, disjoint. `existing` as for `decideRest`. Nothing is blocked for a visit that puts no needles in (Z11).
 */
export function blockedByRest(plan: PlannedNeedling & { existing: readonly StoredRestRow[] }): readonly Interval[] {
  const claimed = areasClaimed(plan)
  if (claimed.length === 0) return []
  const blocked: Interval[] = []
  for (const row of plan.existing) {
    if (row.kind === 'treatment') {
      const lead = leadBefore(row, plan)
      if (lead) blocked.push(lead)
    } else if (claimed.includes(row.areaId)) blocked.push({ startMs: row.startMs, endMs: row.endMs })
  }
  return merge(blocked)
}
