import { hibcCheckCharacter } from './check-digit.ts'

export interface LabelFacts {
  /** The article number of the pack that is labelled. */
  readonly gtin14: string | null
  /** HIBC's labeler and product, for what has no article number. */
  readonly hibc: string | null
  /** Null on the label of a shelf, which names no lot. */
  readonly lotNumber: string | null
  readonly expiryDate: string | null
}

/** What a printed code holds. */
export interface LabelContent {
  readonly kind: 'gs1' | 'hibc'
  /** As a scanner sends it, without the prefix for the kind of code. */
  readonly text: string
  /** As it is printed below the code, for those who type it. */
  readonly printed: string
}

const yymmdd = (date: string): string => date.slice(2).replaceAll('-', '')

const gs1Of = (gtin14: string, { lotNumber, expiryDate }: LabelFacts): LabelContent => {
  // the lot stands last, so that no separator is needed after it
  const elements: [string, string][] = [['01', gtin14]]
  if (expiryDate !== null) elements.push(['17', yymmdd(expiryDate)])
  if (lotNumber !== null) elements.push(['10', lotNumber])
  return {
    kind: 'gs1',
    text: elements.map(([ai, value]) => ai + value).join(''),
    printed: elements.map(([ai, value]) => `(${ai})${value.replaceAll('(', '\\(')}`).join(''),
  }
}

/** The first packing level above a single needle. */
const BOX = '1'
const HIBC_LOT = /^[A-Z0-9.-]{1,18}$/

const hibcOf = (hibc: string, { lotNumber, expiryDate }: LabelFacts): LabelContent | null => {
  if (lotNumber !== null && !HIBC_LOT.test(lotNumber)) return null
  const date = expiryDate === null ? '$' : `$$3${yymmdd(expiryDate)}`
  const open = `+${hibc}${BOX}${lotNumber === null ? '' : `/${date}${lotNumber}`}`
  const check = hibcCheckCharacter(open)
  return check === null ? null : { kind: 'hibc', text: open + check, printed: `*${open}${check}*` }
}

/**
 * What the code on a clinic's own label says, so that scanning it is the same as scanning the box: the article, and on a box
 * the lot and its last day. Null when the needle has no number, or a lot that its kind of code cannot hold.
 */
export const labelContent = (facts: LabelFacts): LabelContent | null => {
  if (facts.gtin14 !== null) return gs1Of(facts.gtin14, facts)
  return facts.hibc === null ? null : hibcOf(facts.hibc, facts)
}
