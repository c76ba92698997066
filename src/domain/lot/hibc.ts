import { firstNonHibc, hibcCheckCharacter } from './check-digit.ts'
import { dateOfYyjjj, dateOfYymmdd, dateOfYyyymmdd, type LabelDate, monthEnd, yearOf } from './label-date.ts'
import { type HibcArticle, refuse, type Scan, type ScanElement, type ScanRefusal } from './scan.ts'

type Facts = Partial<Pick<Scan, 'lotNumber' | 'expiryDate' | 'productionDate' | 'serial' | 'count'>>

interface Segment {
  readonly text: string
  readonly at: number
}

type Read = { readonly facts: Facts; readonly element: ScanElement }

const NUMBER = /^[A-Z0-9.\- ]*$/
const LONGEST_NUMBER = 18

/** Date forms behind `$$`, by their leading digit: how many characters, and how they read (HIBC supplier standard 2.6). */
const DATE_FORMS: Record<string, { length: number; read: (digits: string, today: string) => LabelDate }> = {
  '2': { length: 6, read: (d, today) => dateOfYymmdd(d.slice(4, 6) + d.slice(0, 4), today, false) },
  '3': { length: 6, read: (d, today) => dateOfYymmdd(d, today, false) },
  '4': { length: 8, read: (d, today) => dateOfYymmdd(d.slice(0, 6), today, false) },
  '5': { length: 5, read: dateOfYyjjj },
  '6': { length: 7, read: (d, today) => dateOfYyjjj(d.slice(0, 5), today) },
}

const monthAndYear = (digits: string, today: string): LabelDate =>
  monthEnd(yearOf(Number(digits.slice(2, 4)), today), Number(digits.slice(0, 2)))

/** Reads the date at the beginning of `text`: its length there and the day, or null when the label gives none. */
const leadingDate = (
  text: string,
  at: number,
  today: string,
): { readonly length: number; readonly date: string | null } | ScanRefusal => {
  const flag = text[0] ?? ''
  if (flag === '7') return { length: 1, date: null }
  const isMonth = flag === '0' || flag === '1'
  const form = DATE_FORMS[flag]
  if (!isMonth && !form) return { length: 0, date: null }
  const from = isMonth ? 0 : 1
  const length = form?.length ?? 4
  const digits = text.slice(from, from + length)
  if (digits.length < length) return refuse('too-short', at + text.length, { ai: '$$' })
  if (!/^\d+$/.test(digits)) return refuse('bad-date', at + from, { ai: '$$' })
  const day = form ? form.read(digits, today) : monthAndYear(digits, today)
  return day.ok
    ? { length: from + length, date: day.date }
    : refuse('bad-date', at + from, { ai: '$$', detail: day.detail })
}

const leadingQuantity = (text: string): { readonly length: number; readonly count: number | null } => {
  const digits = /^8(\d{2})|^9(\d{5})/.exec(text)
  return digits ? { length: digits[0].length, count: Number(digits[1] ?? digits[2]) } : { length: 0, count: null }
}

const numberFacts = (text: string, at: number, ai: string, isSerial: boolean): Facts | ScanRefusal => {
  if (!NUMBER.test(text)) return refuse('bad-character', at + [...text].findIndex((c) => !NUMBER.test(c)), { ai })
  if (text.length > LONGEST_NUMBER) return refuse('too-long', at + LONGEST_NUMBER, { ai })
  return isSerial ? { serial: text || null } : { lotNumber: text || null }
}

/** `$$` with quantity and date before the number, `$` with the number alone, or five digits YYJJJ before the lot. */
const readLotSegment = ({ text, at }: Segment, today: string): Read | ScanRefusal => {
  const flag = /^\$\$\+|^\$\$|^\$\+|^\$/.exec(text)?.[0] ?? ''
  let from = flag.length
  const facts: { expiryDate?: string | null; count?: number | null } = {}
  if (flag.startsWith('$$')) {
    const quantity = leadingQuantity(text.slice(from))
    facts.count = quantity.count
    from += quantity.length
    const date = leadingDate(text.slice(from), at + from, today)
    if ('ok' in date) return date
    facts.expiryDate = date.date
    from += date.length
  }
  if (flag === '') {
    const day = dateOfYyjjj(text.slice(0, 5), today)
    if (!day.ok) return refuse('bad-date', at, { detail: day.detail })
    facts.expiryDate = day.date
    from = 5
  }
  const number = numberFacts(text.slice(from), at + from, flag, flag.endsWith('+'))
  if ('ok' in number) return number
  return { facts: { ...facts, ...number }, element: { ai: flag, value: text.slice(flag.length) } }
}

const dateFacts = (flag: '14D' | '16D', value: string, at: number): Facts | ScanRefusal => {
  if (!/^\d{8}$/.test(value)) return refuse('bad-date', at, { ai: flag })
  const day = dateOfYyyymmdd(value)
  if (!day.ok) return refuse('bad-date', at, { ai: flag, detail: day.detail })
  return flag === '14D' ? { expiryDate: day.date } : { productionDate: day.date }
}

const readFurtherSegment = ({ text, at }: Segment): Read | ScanRefusal => {
  const flag = /^1[46]D|^S|^Q(?=\d{1,5}$)/.exec(text)?.[0]
  if (flag === undefined) return { facts: {}, element: { ai: '/', value: text } }
  const value = text.slice(flag.length)
  const from = at + flag.length
  const facts: Facts | ScanRefusal =
    flag === '14D' || flag === '16D'
      ? dateFacts(flag, value, from)
      : flag === 'S'
        ? numberFacts(value, from, flag, true)
        : { count: Number(value) }
  return 'ok' in facts ? facts : { facts, element: { ai: flag, value } }
}

const isLotSegment = (text: string): boolean => text.startsWith('$') || /^\d{5}[A-Z0-9.\- ]*$/.test(text)

const segmentsOf = (text: string, at: number): Segment[] => {
  let next = at
  return text.split('/').map((part) => {
    const segment = { text: part, at: next }
    next += part.length + 1
    return segment
  })
}

const articleOf = (text: string): HibcArticle | null => {
  const parts = /^([A-Z][A-Z0-9]{3})([A-Z0-9]{1,18})(\d)$/.exec(text)
  const [, labeler = '', product = '', unitOfMeasure = ''] = parts ?? []
  return parts && { labeler, product, unitOfMeasure }
}

const charactersFault = (text: string): ScanRefusal | null => {
  const bad = firstNonHibc(text)
  if (bad < 0) return null
  return refuse('bad-character', bad, { detail: /[a-z]/.test(text[bad] ?? '') ? 'lower-case' : undefined })
}

/**
 * Reads an HIBC label: the article (`+` labeler, product, level), the lot and dates (`/$$…` behind it, or a second
 * code `+$$…` with a link character), closed by a mod-43 check character. `text` is canonical and begins with `+`.
 */
export const readHibc = (text: string, today: string): Scan | ScanRefusal => {
  const fault = charactersFault(text)
  if (fault) return fault
  if (text.length < 4) return refuse('too-short', text.length)
  if (hibcCheckCharacter(text.slice(0, -1)) !== text.at(-1)) return refuse('check-digit', text.length - 1)

  const hasArticle = /^[A-Z]/.test(text.slice(1))
  const [first, ...others] = segmentsOf(text.slice(1, hasArticle ? -1 : -2), 1)
  const article = hasArticle && first ? articleOf(first.text) : null
  if (hasArticle && !article) return refuse('not-a-label', 1)

  const elements: ScanElement[] = article ? [{ ai: '+', value: first?.text ?? '' }] : []
  const facts: Facts = {}
  for (const segment of article || !first ? others : [first, ...others]) {
    const read = isLotSegment(segment.text) ? readLotSegment(segment, today) : readFurtherSegment(segment)
    if ('ok' in read) return read
    Object.assign(facts, Object.fromEntries(Object.entries(read.facts).filter(([, value]) => value !== null)))
    elements.push(read.element)
  }
  const nothing = { lotNumber: null, expiryDate: null, productionDate: null, serial: null, count: null }
  return { ok: true, kind: 'hibc', gtin14: null, hibc: article, ...nothing, ...facts, elements, warnings: [] }
}
