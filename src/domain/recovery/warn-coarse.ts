import type { Interval } from '../time/interval.ts'
import type { CoarseArea } from './areas.ts'
import { type BodyRefusal, decideRest, endOf, waitsFor } from './decide-rest.ts'
import { type PlannedNeedling, restRows, type StoredRestRow } from './rest-rows.ts'

/** A clash that may come true once the room decides: nothing is refused for it (Z16). */
export interface PossibleClash {
  /** The wide area that was asked for; null when everything is left to the room. */
  readonly areaId: string | null
  /** The leaves that rest then, sorted; the others would be free. */
  readonly restingLeaves: readonly string[]
  /** Whether no leaf is left to needle. */
  readonly everyLeafRests: boolean
  /**
   * When the last of them is rested, for clashes with earlier visits and holds, infinity while a hold has no end; null when
   * only later visits would be spoilt.
   */
  readonly untilMs: number | null
  readonly refusals: readonly BodyRefusal[]
}

interface UndecidedNeedling extends Omit<PlannedNeedling, 'areas'> {
  readonly needling: Interval
  readonly coarse: readonly CoarseArea[]
  /** Every leaf of the body when the areas are left to the practitioner, else null. */
  readonly undecided: readonly string[] | null
  readonly existing: readonly StoredRestRow[]
}

function clashOf(areaId: string | null, leaves: readonly string[], visit: UndecidedNeedling): PossibleClash | null {
  const clashing = leaves.flatMap((leaf) => {
    const verdict = decideRest({ planned: restRows({ ...visit, areas: [leaf] }), existing: visit.existing })
    return verdict.ok ? [] : [{ leaf, refusals: verdict.refusals }]
  })
  if (clashing.length === 0) return null
  const refusals = clashing.flatMap((clash) => clash.refusals)
  const ends = refusals.filter(waitsFor).map(endOf)
  return {
    areaId,
    restingLeaves: clashing.map((clash) => clash.leaf).sort(),
    everyLeafRests: clashing.length === leaves.length,
    untilMs: ends.length > 0 ? Math.max(...ends) : null,
    refusals,
  }
}

/** Which coarse or undecided areas of a planned visit may turn out to be resting, in the order they were asked for. */
export function warnCoarse(visit: UndecidedNeedling): readonly PossibleClash[] {
  if (visit.existing.length === 0) return []
  const wide = visit.coarse.map((area) => clashOf(area.areaId, area.leaves, visit))
  const open = visit.undecided ? [clashOf(null, visit.undecided, visit)] : []
  return [...wide, ...open].filter((clash) => clash !== null)
}
