/**
 * Decides who takes a visit that "any" may take: whoever has the least claimed minutes that local day, then the
 * smallest id, so that the same question always gets the same answer. Nobody to choose from: null.
 */
export const fairest = (
  practitionerIds: readonly string[],
  claimedMinutes: ReadonlyMap<string, number>,
): string | null => {
  let best: string | null = null
  for (const id of practitionerIds) {
    if (best === null) {
      best = id
      continue
    }
    const less = (claimedMinutes.get(id) ?? 0) - (claimedMinutes.get(best) ?? 0)
    if (less < 0 || (less === 0 && id < best)) best = id
  }
  return best
}
