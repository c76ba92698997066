/** What one person found when counting the needles out, needles left in place on purpose aside. */
export interface Tally {
  readonly removed: number
  readonly fellOutFound: number
  readonly broken: number
  readonly missing: number
}

/** `not-asked`: the clinic does not want it, or nothing went in. `differs`: nobody has said yet why, or which holds. */
export type SecondCount = 'not-asked' | 'missing' | 'differs' | 'agrees'

export interface SecondCountFacts {
  /** The clinic wants a second person to count. */
  readonly asked: boolean
  readonly inserted: number
  /** As the record has it now. */
  readonly counted: Tally
  /** What the last first count found; null while nobody has counted. */
  readonly first: Tally | null
  /** What second persons found who checked that count. */
  readonly seconds: readonly (Tally & { readonly explanation: string | null })[]
}

/** Whether two people found the same. */
export const sameTally = (one: Tally, other: Tally): boolean =>
  one.removed === other.removed &&
  one.fellOutFound === other.fellOutFound &&
  one.broken === other.broken &&
  one.missing === other.missing

/**
 * How far the second person's count is. Two people who count alone and find the same are believed; where they differ, the
 * difference is explained or both count anew (Z13).
 */
export const secondCountOf = ({ asked, inserted, counted, first, seconds }: SecondCountFacts): SecondCount => {
  if (!asked || inserted === 0) return 'not-asked'
  if (first === null || !sameTally(first, counted) || seconds.length === 0) return 'missing'
  return seconds.some((second) => second.explanation !== null || sameTally(second, counted)) ? 'agrees' : 'differs'
}
