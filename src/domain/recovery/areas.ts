import { ANYWHERE_AREA_ID, type BodyArea, leavesOf } from '../body/area.ts'

/** The sentinel that every needling claims besides its areas, so that a rule for the whole body has one row to guard. */
export const ANYWHERE_AREA = ANYWHERE_AREA_ID

/** A request too wide to claim rest for: the room will decide which of its leaves it meant. */
export interface CoarseArea {
  readonly areaId: string
  readonly leaves: readonly string[]
}

export interface ExpandedAreas {
  /** Sorted, each once. Only these are claimed. */
  readonly leaves: readonly string[]
  readonly coarse: readonly CoarseArea[]
  /** Not on the clinic's list; the sentinel cannot be asked for either. */
  readonly unknown: readonly string[]
}

/** Which leaves an area consists of, sorted: itself if it is one. For recording that all of a region was treated. */
export const leavesUnder = (areaId: string, bodyAreas: readonly BodyArea[]): readonly string[] =>
  leavesOf(areaId, bodyAreas)
    .map((area) => area.id)
    .filter((id) => id !== ANYWHERE_AREA)
    .sort()

/** Every area that can be needled, sorted: what is possible when all is left to the room. */
export const everyLeaf = (bodyAreas: readonly BodyArea[]): readonly string[] =>
  bodyAreas
    .filter((area) => area.leaf && area.id !== ANYWHERE_AREA)
    .map((area) => area.id)
    .sort()

/** The neighbours of each area as the clinic's list has them; none for an area that it does not have. */
export function neighboursIn(bodyAreas: readonly BodyArea[]): (areaId: string) => readonly string[] {
  const known = new Map(bodyAreas.map((area) => [area.id, area.neighbourIds]))
  return (areaId) => known.get(areaId) ?? []
}

/**
 * Which areas a request decides: a leaf is decided and will be claimed; anything above a leaf is coarse, claims nothing
 * and is only warned about, because rest computed from a guess is fiction (Z16).
 */
export function expandAreas(requested: readonly string[], bodyAreas: readonly BodyArea[]): ExpandedAreas {
  const known = new Map(bodyAreas.map((area) => [area.id, area]))
  const leaves: string[] = []
  const coarse: CoarseArea[] = []
  const unknown: string[] = []
  for (const id of [...new Set(requested)].sort()) {
    const area = known.get(id)
    if (!area || id === ANYWHERE_AREA) unknown.push(id)
    else if (area.leaf) leaves.push(id)
    else coarse.push({ areaId: id, leaves: leavesUnder(id, bodyAreas) })
  }
  return { leaves, coarse, unknown }
}
