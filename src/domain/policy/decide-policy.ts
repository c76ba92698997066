/** `draft`: written, and means nothing yet. `in-force`: from its day on. `discarded`: kept, and never was. */
export type PolicyState = 'draft' | 'in-force' | 'discarded'

interface Decided {
  readonly state: PolicyState
  /** Who answers for it; null also of what came with the clinic and nobody looked at. */
  readonly approvedBy: string | null
}

export type PolicyRefusal = 'not-a-draft' | 'approved-already'

/** Why nobody can approve a version; null when a clinical lead can. What came with the clinic is approved as it stands. */
export function whyNotApproved({ state, approvedBy }: Decided): PolicyRefusal | null {
  if (state === 'discarded') return 'not-a-draft'
  return approvedBy === null ? null : 'approved-already'
}

/** Why a version cannot be discarded; null when it can. What is in force is followed by its next version. */
export const whyNotDiscarded = ({ state }: Pick<Decided, 'state'>): PolicyRefusal | null =>
  state === 'draft' ? null : 'not-a-draft'

/** From which day an approved version holds: a draft from the day it names, or today when that has passed; else as before. */
export const holdsFrom = (
  { state, validFrom }: { readonly state: PolicyState; readonly validFrom: string },
  today: string,
): string => (state === 'draft' && validFrom < today ? today : validFrom)

const WORD = /[a-z0-9]+/g
const LONGEST_KEY = 40

/** A short name for something new, from what people call it; with a number where the name is taken. */
export const keyFrom = (name: string, taken: ReadonlySet<string>): string => {
  const plain = name.normalize('NFKD').toLowerCase().match(WORD)?.join('-').slice(0, LONGEST_KEY) || 'new'
  const numbered = (nth: number): string => (nth === 1 ? plain : `${plain}-${nth}`)
  let nth = 1
  while (taken.has(numbered(nth))) nth += 1
  return numbered(nth)
}
