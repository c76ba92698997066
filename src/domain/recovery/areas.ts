import { ANYWHERE_AREA_ID, type BodyArea } from '../body/area.ts'

/** The sentinel that every needling claims besides its areas, so that a rule for the whole body has one row to guard. */
export const ANYWHERE_AREA = ANYWHERE_AREA_ID

/** What rest needs to know of a body area. */
export type AreaNode = Pick<BodyArea, 'id' | 'parentId' | 'leaf'>

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
export function leavesUnder(areaId: string, bodyAreas: readonly AreaNode[]): readonly string[] {
  const childrenOf = Map.groupBy(bodyAreas, (area) => area.parentId)
  const leaves: string[] = []
  const open = bodyAreas.filter((area) => area.id === areaId && area.id !== ANYWHERE_AREA)
  for (let area = open.pop(); area; area = open.pop()) {
    if (area.leaf) leaves.push(area.id)
    open.push(...(childrenOf.get(area.id) ?? []))
  }
  return leaves.sort()
}

/** Every area that can be needled, sorted: what is possible when all is left to the room. */
export const everyLeaf = (bodyAreas: readonly AreaNode[]): readonly string[] =>
  bodyAreas
    .filter((area) => area.leaf && area.id !== ANYWHERE_AREA)
    .map((area) => area.id)
    .sort()

/** The neighbours of each area as the clinic's list has them; none for an area that it does not have. */
export function neighboursIn(
  bodyAreas: readonly Pick<BodyArea, 'id' | 'neighbourIds'>[],
): (areaId: string) => readonly string[] {
  const known = new Map(bodyAreas.map((area) => [area.id, area.neighbourIds]))
  return (areaId) => known.get(areaId) ?? []
}

/**
 * Which areas a request decides: a leaf is decided and will be claimed; anything above a leaf is coarse, claims nothing
 * and is only warned about, because rest computed from a guess is fiction (Z16).
 */
export function expandAreas(requested: readonly string[], bodyAreas: readonly AreaNode[]): ExpandedAreas {
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
