import { isLotNumber } from '#domain/lot/lot-number.ts'
import { addPack, type ReceiptLine } from '#domain/lot/receipt.ts'
import type { ReadPack } from '#features/delivery/schema.ts'

type Setting = Extract<ReadPack, { kind: 'pack' }>['setAside']

/** A line of the delivery while it is scanned and typed: numbers as they stand in their fields. */
export interface DraftLine {
  readonly line: ReceiptLine
  readonly productName: string
  readonly size: string
  readonly expiryDate: string
  readonly packs: string
  readonly each: string
  readonly otherCount: number | null
  readonly setAside: Setting
  readonly doubts: readonly string[]
}

type Pack = Extract<ReadPack, { kind: 'pack' }>

/** What happened to the list when a pack was read. */
export type Heard =
  | { readonly what: 'new' | 'same-pack'; readonly name: string; readonly lot: string }
  | { readonly what: 'one-more'; readonly name: string; readonly lot: string; readonly packs: number }

/** The list with one more pack. What somebody has typed into a line stays. */
export const withPack = (drafts: readonly DraftLine[], pack: Pack): { drafts: DraftLine[]; heard: Heard } => {
  const { productId, lotNumber, expiryDate, serial, needles, raw } = pack
  const read = { productId, lotNumber, expiryDate, serial, needlesEach: needles, raw }
  const { lines, key, what } = addPack(
    drafts.map(({ line }) => line),
    read,
  )
  const named = { name: pack.productName, lot: lotNumber }
  const next = lines.map((line): DraftLine => {
    const before = drafts.find((draft) => draft.line.key === line.key)
    if (before === undefined) return draftOf(line, pack)
    const more = line.packs - before.line.packs
    return more === 0 ? before : { ...before, line, packs: String((Number(before.packs) || 0) + more) }
  })
  const packs = Number(next.find(({ line }) => line.key === key)?.packs ?? 0)
  return { drafts: next, heard: what === 'one-more' ? { what, ...named, packs } : { what, ...named } }
}

const draftOf = (line: ReceiptLine, { productName, size, otherCount, setAside, doubts }: Pack): DraftLine => ({
  ...{ line, productName, size, otherCount, setAside, doubts },
  expiryDate: line.expiryDate ?? '',
  packs: String(line.packs),
  each: line.needlesEach === null ? '' : String(line.needlesEach),
})

/** A whole number of at least one, or null. */
export const countIn = (text: string): number | null =>
  /^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text.trim()) : null

export const needlesOf = ({ packs, each }: DraftLine): number => (countIn(packs) ?? 0) * (countIn(each) ?? 0)

export type LineProblem = 'expiry' | 'needles' | null

/** What has still to be read off the box before the line can be received. */
export const problemOfLine = (draft: DraftLine): LineProblem => {
  if (draft.expiryDate === '') return 'expiry'
  return needlesOf(draft) === 0 ? 'needles' : null
}

/** A box that nobody can scan, as it is typed. */
export interface ByHand {
  readonly productId: string
  readonly lotNumber: string
  readonly expiryDate: string
  readonly each: string
}

export const lotFits = (lotNumber: string): boolean => isLotNumber(lotNumber.trim())
