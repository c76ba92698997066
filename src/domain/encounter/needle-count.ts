/**
 * What became of the needles of a visit. Needles are counted here, not insertions: one needle may go in several
 * times. Every opened needle has exactly one fate, and so has every inserted one.
 */
export interface NeedleCount {
  readonly inserted: number
  readonly discardedUnused: number
  readonly droppedFound: number
  readonly droppedNotFound: number
  /** Fates of the inserted ones from here on. */
  readonly removed: number
  readonly fellOutFound: number
  readonly broken: number
  readonly leftInPlace: number
  readonly missing: number
}

/** A count before the first needle is opened. */
export const EMPTY_COUNT: NeedleCount = {
  inserted: 0,
  discardedUnused: 0,
  droppedFound: 0,
  droppedNotFound: 0,
  removed: 0,
  fellOutFound: 0,
  broken: 0,
  leftInPlace: 0,
  missing: 0,
}

/** How many needles must have been opened for this count to be true. */
export const openedBy = (count: NeedleCount): number =>
  count.inserted + count.discardedUnused + count.droppedFound + count.droppedNotFound

/** How many inserted needles have a fate. */
export const insertedWithFate = (count: NeedleCount): number =>
  count.removed + count.fellOutFound + count.broken + count.leftInPlace + count.missing

/** Needles that may still be in the patient's body as far as the count knows. */
export const stillIn = (count: NeedleCount): number => Math.max(0, count.inserted - insertedWithFate(count))

export interface Unaccounted {
  /** Opened needles without a fate; negative when more fates are written down than needles were opened. */
  readonly opened: number
  /** Inserted needles without a fate; negative when more came out than went in. */
  readonly inserted: number
}

/**
 * Which needles have no fate yet, `opened` being what left the boxes. The two are kept apart so that a surplus of
 * one never covers a lack of the other.
 */
export const unaccounted = (count: NeedleCount, opened: number): Unaccounted => ({
  opened: opened - openedBy(count),
  inserted: count.inserted - insertedWithFate(count),
})

/** Whether every needle has exactly one fate. A missing needle has one; whether that is enough decides completion. */
export const isAccountedFor = (count: NeedleCount, opened: number): boolean => {
  const open = unaccounted(count, opened)
  return open.opened === 0 && open.inserted === 0
}

/**
 * The count after needles turned out never to have gone in. When none went in none came out either; otherwise what was
 * counted out stands, and has to agree with fewer.
 */
export const withoutNeedles = (count: NeedleCount, needles: number): NeedleCount => {
  const inserted = Math.max(0, count.inserted - needles)
  return inserted > 0
    ? { ...count, inserted }
    : { ...count, inserted, removed: 0, fellOutFound: 0, broken: 0, leftInPlace: 0, missing: 0 }
}
