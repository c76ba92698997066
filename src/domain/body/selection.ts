import { ancestorsOf, type BodyArea } from './area.ts'

/**
 * Decides what is chosen after a person presses an area: the last word counts. Choosing a region replaces its parts,
 * choosing a part replaces its region, pressing a chosen area gives it up. Keeps the order of choosing.
 */
export const toggleArea = (
  chosenIds: readonly string[],
  pressedId: string,
  areas: readonly BodyArea[],
): readonly string[] => {
  if (chosenIds.includes(pressedId)) return chosenIds.filter((id) => id !== pressedId)
  const around = new Set(ancestorsOf(pressedId, areas).map(({ id }) => id))
  const kept = chosenIds.filter(
    (id) => !around.has(id) && !ancestorsOf(id, areas).some((ancestor) => ancestor.id === pressedId),
  )
  return [...kept, pressedId]
}
