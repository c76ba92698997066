import { type Interval, overlaps } from '../time/interval.ts'

/** A claim on a practitioner, place or device as it is stored. */
export interface StoredClaimRow extends Interval {
  readonly id: string
  readonly resourceId: string
  readonly waived: boolean
}

const collide = (a: StoredClaimRow, b: StoredClaimRow): boolean => a.resourceId === b.resourceId && overlaps(a, b)

const byStart = (a: StoredClaimRow, b: StoredClaimRow): number => a.startMs - b.startMs || (a.id < b.id ? -1 : 1)

/**
 * Which waived claims can hold their time like any other again: call it with all claims of the resources after a visit
 * was cancelled or moved, so that a cancelled visit under an overbooked one leaves no hole. Where waived claims collide
 * with each other, the earlier one (then the smaller id) holds and the others stay waived.
 */
export function claimWaiversNoLongerNeeded(claims: readonly StoredClaimRow[]): readonly StoredClaimRow[] {
  const holding = claims.filter((claim) => !claim.waived)
  const restored: StoredClaimRow[] = []
  for (const claim of claims.filter((candidate) => candidate.waived).sort(byStart)) {
    if (![...holding, ...restored].some((other) => collide(claim, other))) restored.push(claim)
  }
  return restored
}
