import { parseScan } from './gs1.ts'
import type { Scan } from './scan.ts'
import { isExpired, type Moment, type StockLot } from './stock.ts'

/** The day of production that a box names; null where it says none, or nothing was scanned. Some recalls name no other. */
export const producedOnLabel = (raw: string, today: string): string | null => {
  const days = raw.split('\n').map((part) => {
    const scan = parseScan(part, { today })
    return scan.ok ? scan.productionDate : null
  })
  return days.find((day) => day !== null) ?? null
}

/** Why goods that came in are not for use. */
export type SetAside = 'expired' | 'recalled' | 'quarantined'

export type ReceiptRefusal = {
  readonly ok: false
  readonly reason: 'other-expiry'
  readonly lotId: string
  readonly lotNumber: string | null
  readonly productName: string
  readonly labelDate: string
  readonly recordDate: string
}

/**
 * How a lot that has come in is kept: for use, or set aside and why (K26). What has come in is a fact and is never refused
 * for its state; only a last day other than the one in the stock book is, because then one of the two is wrong (K28).
 * `lot` is the clinic's lot of that number, null when it is the first box of it.
 */
export const judgeReceipt = (
  { expiryDate, lot }: { readonly expiryDate: string; readonly lot: StockLot | null },
  moment: Moment,
): { readonly ok: true; readonly setAside: SetAside | null } | ReceiptRefusal => {
  if (lot?.expiryDate && lot.expiryDate !== expiryDate) {
    const { lotId, lotNumber, productName } = lot
    return {
      ok: false,
      reason: 'other-expiry',
      lotId,
      lotNumber,
      productName,
      labelDate: expiryDate,
      recordDate: lot.expiryDate,
    }
  }
  if (lot?.status === 'recalled') return { ok: true, setAside: 'recalled' }
  if (isExpired(expiryDate, moment)) return { ok: true, setAside: 'expired' }
  // a lot that was only ever found in a visit was set aside until its box came in
  return { ok: true, setAside: lot?.received && lot.status === 'quarantined' ? 'quarantined' : null }
}

/** What one pack that was scanned holds. */
export interface PackRead {
  /** Needles in it; null: the label and the clinic's list do not say. */
  readonly needles: number | null
  /** The label counts otherwise than the clinic's list: somebody looks into the pack. */
  readonly otherCount: number | null
}

/**
 * How many needles a scanned pack holds. `unitsInPack` is what the clinic knows of the article number that was read; a
 * label that names what is inside (02 and 37) multiplies it. A count on the label (30) that differs is not believed and
 * not ignored: it is shown.
 */
export const needlesInPack = (scan: Scan, unitsInPack: number | null): PackRead => {
  const contents = scan.elements.some(({ ai }) => ai === '02') && scan.elements.some(({ ai }) => ai === '37')
  if (contents)
    return { needles: unitsInPack !== null && scan.count !== null ? unitsInPack * scan.count : null, otherCount: null }
  const differs = scan.count !== null && unitsInPack !== null && scan.count !== unitsInPack
  return { needles: unitsInPack ?? scan.count, otherCount: differs ? scan.count : null }
}

/** A label as it was scanned. */
export interface ReadLabel {
  readonly raw: string
  readonly scan: Scan
}

const namesArticle = ({ scan }: ReadLabel): boolean => scan.gtin14 !== null || scan.hibc !== null

/** The second code of an HIBC pair repeats the check character of the first before its own. */
const linksTo = (first: ReadLabel, second: ReadLabel): boolean => {
  const plain = ({ raw }: ReadLabel): string => raw.replace(/[\r\n\t*]+$/, '')
  return first.scan.kind !== 'hibc' || second.scan.kind !== 'hibc' || plain(first).at(-1) === plain(second).at(-2)
}

export type Joined =
  | { readonly ok: true; readonly label: ReadLabel }
  /** `waits`: one half of a pair, the other is still to be scanned. */
  | { readonly ok: false; readonly reason: 'waits-for-lot' | 'waits-for-article' | 'other-box' }

/**
 * Two codes on one box, one naming the article and one the lot, read one after the other in either order. A code that
 * says both stands alone, and two of which each names an article are two boxes: nothing is mixed.
 */
export const joinLabels = (waiting: ReadLabel | null, next: ReadLabel): Joined => {
  const article = namesArticle(next)
  if (article && next.scan.lotNumber !== null) return { ok: true, label: next }
  const fits = waiting !== null && namesArticle(waiting) !== article && waiting.scan.lotNumber !== next.scan.lotNumber
  if (!fits) return { ok: false, reason: article ? 'waits-for-lot' : 'waits-for-article' }
  const [first, second] = article ? [next, waiting] : [waiting, next]
  if (!linksTo(first, second)) return { ok: false, reason: 'other-box' }
  const { scan } = second
  return {
    ok: true,
    label: {
      raw: `${first.raw}\n${second.raw}`,
      scan: {
        ...first.scan,
        lotNumber: scan.lotNumber,
        expiryDate: scan.expiryDate ?? first.scan.expiryDate,
        productionDate: scan.productionDate ?? first.scan.productionDate,
        serial: scan.serial ?? first.scan.serial,
        count: scan.count ?? first.scan.count,
        elements: [...first.scan.elements, ...scan.elements],
        warnings: [...first.scan.warnings, ...scan.warnings],
      },
    },
  }
}

/** One lot of a delivery while it is scanned in: so many packs of so many needles. */
export interface ReceiptLine {
  readonly key: string
  readonly productId: string
  readonly lotNumber: string
  /** Null: the label does not say, and somebody has to read it off the box. */
  readonly expiryDate: string | null
  readonly packs: number
  /** Null: not known. */
  readonly needlesEach: number | null
  /** Of packs that have a number of their own. */
  readonly serials: readonly string[]
  readonly raw: string
}

export interface PackScanned extends Omit<ReceiptLine, 'key' | 'packs' | 'serials'> {
  readonly serial: string | null
}

/**
 * Adds one scanned pack to what has been scanned of the delivery. The same lot in packs of the same size is one more of
 * them; a pack with a serial number counts once however often it is scanned.
 */
export const addPack = (
  lines: readonly ReceiptLine[],
  { serial, ...pack }: PackScanned,
): {
  readonly lines: readonly ReceiptLine[]
  readonly key: string
  readonly what: 'new' | 'one-more' | 'same-pack'
} => {
  const key = [pack.productId, pack.lotNumber, pack.expiryDate ?? '', pack.needlesEach ?? ''].join('|')
  const ofLot = lines.filter((line) => line.productId === pack.productId && line.lotNumber === pack.lotNumber)
  const before = ofLot.find((line) => serial !== null && line.serials.includes(serial))
  if (before) return { lines, key: before.key, what: 'same-pack' }
  const serials = serial === null ? [] : [serial]
  if (!lines.some((line) => line.key === key))
    return { lines: [...lines, { ...pack, key, packs: 1, serials }], key, what: 'new' }
  const more = lines.map((line) =>
    line.key === key ? { ...line, packs: line.packs + 1, serials: [...line.serials, ...serials] } : line,
  )
  return { lines: more, key, what: 'one-more' }
}
