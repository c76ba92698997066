import { dayNumberOf } from '../time/calendar-date.ts'
import { startOfLocalDayMs } from '../time/zone.ts'
import { ANYWHERE_AREA, type AreaNode, leavesUnder } from './areas.ts'
import { restUntilMs } from './rest-until.ts'
import type { RecoveryRule } from './rule.ts'

/** Why somebody put areas on hold: after something went wrong, after needling somewhere else, or for another reason. */
export const HOLD_KINDS = ['incident', 'elsewhere', 'other'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

export interface PlacedHold {
  /** null: until somebody clears it. */
  readonly endMs: number | null
  readonly clearedMs: number | null
}

/** Whether a hold still keeps needles away, so that there is something to clear. */
export const stands = ({ endMs, clearedMs }: PlacedHold, nowMs: number): boolean =>
  clearedMs === null && (endMs === null || endMs > nowMs)

export interface HeldAreas {
  /** Sorted, each once: what rests for the hold. The sentinel stands for the whole body. */
  readonly leaves: readonly string[]
  /** Not on the clinic's list, or without any area that could be needled. */
  readonly unknown: readonly string[]
}

/** Which areas a hold keeps needles away from: wide ones leaf by leaf, since what is on hold must not be guessed at. */
export function heldAreas(named: readonly string[], bodyAreas: readonly AreaNode[]): HeldAreas {
  const leavesOf = (areaId: string) => (areaId === ANYWHERE_AREA ? [areaId] : leavesUnder(areaId, bodyAreas))
  const known = new Set(bodyAreas.map(({ id }) => id))
  const isUnknown = (areaId: string) => !known.has(areaId) || leavesOf(areaId).length === 0
  return {
    leaves: [...new Set(named.flatMap(leavesOf))].sort(),
    unknown: named.filter(isUnknown),
  }
}

/**
 * Until when areas rest that were needled somewhere else on a day ('YYYY-MM-DD' in the clinic's zone): as long as the
 * longest rest that any of the clinic's rules gives a needled area, from the end of that day, because nobody here knows
 * how and when it was done (Z12). Not later than now when no rule asks for rest any more. `rules` in force.
 */
export function elsewhereUntilMs(rules: readonly RecoveryRule[], onDate: string, zone: string): number {
  const dayEndMs = startOfLocalDayMs(dayNumberOf(onDate) + 1, zone)
  const ends = rules.filter(({ relation }) => relation === 'same').map((rule) => restUntilMs(rule, dayEndMs, zone))
  return Math.max(dayEndMs, ...ends)
}
