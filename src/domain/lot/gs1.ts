import { readBracketed } from './bracketed.ts'
import { gtin14Of, hasCheckDigit } from './check-digit.ts'
import { isLink, readLink } from './digital-link.ts'
import { splitElements } from './element-string.ts'
import { FORBIDDEN_PAIRS } from './gs1-table.ts'
import { readHibc } from './hibc.ts'
import { dateOfYymmdd } from './label-date.ts'
import { refuse, type Scan, type ScanElement, type ScanRefusal, type ScanResult, type ScanWarning } from './scan.ts'
import { SEPARATOR, scanTextOf } from './scan-text.ts'

export interface ScanOptions {
  /** The clinic's date `YYYY-MM-DD`: two-digit years are read around it. */
  readonly today: string
  /** What this clinic's scanner types for a separator, beside what is known anyway. */
  readonly separators?: readonly string[]
}

const LONGEST_SCAN = 1000

const pairFault = (elements: readonly ScanElement[]): ScanRefusal | null => {
  const values = new Map<string, string>()
  for (const { ai, value } of elements) {
    if (values.has(ai) && values.get(ai) !== value) return refuse('repeated-ai', 0, { ai })
    values.set(ai, value)
  }
  const pair = FORBIDDEN_PAIRS.find(([a, b]) => values.has(a) && values.has(b))
  return pair ? refuse('invalid-pair', 0, { ai: pair[0], otherAi: pair[1] }) : null
}

const dateIn = (digits: string | undefined, today: string): string | null => {
  if (digits === undefined) return null
  const date = dateOfYymmdd(digits, today, true)
  return date.ok ? date.date : null
}

const earlier = (a: string | null, b: string | null): string | null => (a && b ? (a < b ? a : b) : (a ?? b))

const scanOf = (
  elements: readonly ScanElement[],
  warnings: readonly ScanWarning[],
  today: string,
): Scan | ScanRefusal => {
  const fault = pairFault(elements)
  if (fault) return fault
  const values = new Map(elements.map(({ ai, value }) => [ai, value]))
  const count = values.get('30') ?? values.get('37')
  return {
    ok: true,
    kind: 'gs1',
    gtin14: values.get('01') ?? values.get('02') ?? null,
    hibc: null,
    lotNumber: values.get('10') ?? null,
    // Some labels give the hour of expiry too; the cautious day counts when the two differ.
    expiryDate: earlier(dateIn(values.get('17'), today), dateIn(values.get('7003')?.slice(0, 6), today)),
    productionDate: dateIn(values.get('11'), today),
    serial: values.get('21') ?? null,
    count: count === undefined ? null : Number(count),
    elements,
    warnings,
  }
}

const eanOf = (gtin14: string): Scan => ({
  ok: true,
  kind: 'ean',
  gtin14,
  hibc: null,
  lotNumber: null,
  expiryDate: null,
  productionDate: null,
  serial: null,
  count: null,
  elements: [{ ai: '01', value: gtin14 }],
  warnings: [],
})

const readEan = (text: string): Scan | ScanRefusal => {
  const gtin14 = gtin14Of(text)
  if (gtin14) return eanOf(gtin14)
  const bad = [...text].findIndex((c) => !/\d/.test(c))
  if (bad >= 0) return refuse('bad-character', bad, { detail: 'not-a-digit' })
  return hasCheckDigit(text) ? refuse('not-a-label', 0) : refuse('check-digit', text.length - 1)
}

const readElementString = (text: string, today: string): Scan | ScanRefusal => {
  const split = splitElements(text, today)
  return split.ok ? scanOf(split.elements, split.warnings, today) : split
}

const DATES = new Set(['11', '12', '13', '15', '16', '17'])

/** Digits as long as an article number: that is what they are, unless they only make sense as dated elements. */
const readDigits = (text: string, today: string): Scan | ScanRefusal => {
  const ean = readEan(text)
  if (ean.ok) return ean
  const split = readElementString(text, today)
  if (split.ok) return split.elements.some(({ ai }) => DATES.has(ai)) ? split : ean
  return split.reason === 'bad-date' && text.length === 8 ? split : ean
}

/** A scanner set for another keyboard than the computer's types other characters than the label holds (K8). */
const layoutFault = (text: string, symbology: string | null): ScanRefusal | null => {
  const foreign = [...text].findIndex((c) => c > '\x7e')
  if (foreign >= 0) return refuse('keyboard-layout', foreign)
  // no identifier begins with a letter: before it stood a bracket that this keyboard has elsewhere, or not at all
  if (/^[^\w\]]?(d2|C1|Q3|e0|J1)\d/.test(text)) return refuse('keyboard-layout', 0)
  const swapped = symbology !== null && /^\](D2|c1|q3|j1)$/.test(symbology)
  const dataBar = symbology === ']E0' && /^01\d{14}/.test(text)
  return swapped || dataBar ? refuse('keyboard-layout', 0, { detail: 'caps-lock' }) : null
}

const readText = (text: string, symbology: string | null, today: string): ScanResult => {
  if (text.replaceAll(SEPARATOR, '') === '') return refuse('empty', 0)
  if (text.startsWith('+')) {
    const scan = readHibc(text, today)
    // `+d2…` is `]d2…` typed on a German keyboard, but only if it is no valid HIBC label.
    return scan.ok ? scan : (layoutFault(text, symbology) ?? scan)
  }
  const layout = layoutFault(text, symbology)
  if (layout) return layout
  if (symbology?.startsWith(']E')) return readEan(text)
  if (/^\(\d/.test(text)) {
    const read = readBracketed(text, today)
    return read.ok ? scanOf(read.elements, [], today) : read
  }
  if (symbology === null && /^(\d{8}|\d{12,14})$/.test(text)) return readDigits(text, today)
  return readElementString(text, today)
}

/** A link, with or without the prefix that says in which kind of code it stood, and where it begins. */
const linkIn = (raw: string): { readonly text: string; readonly at: number } | null => {
  const trimmed = raw.trim()
  const text = trimmed.replace(/^\*?(\][A-Za-z][0-9])?/, '')
  return isLink(text) ? { text, at: raw.indexOf(trimmed) + trimmed.length - text.length } : null
}

/**
 * What a scanned label says, or why it cannot be read safely. Understands GS1 element strings as scanners send
 * them, the bracketed text under a barcode, GS1 Digital Links, EAN/UPC article numbers and HIBC labels. Never
 * throws and never guesses where one value ends. `at` of a refusal counts characters of `raw`.
 */
export const parseScan = (raw: string, { today, separators }: ScanOptions): ScanResult => {
  if (raw.length > LONGEST_SCAN) return refuse('too-long', LONGEST_SCAN)
  const link = linkIn(raw)
  if (link !== null) {
    const read = readLink(link.text, today)
    const result = read.ok ? scanOf(read.elements, [], today) : read
    return result.ok ? result : { ...result, at: result.at + link.at }
  }
  const { text, offsets, symbology } = scanTextOf(raw, separators)
  const result = readText(text, symbology, today)
  return result.ok ? result : { ...result, at: offsets[result.at] ?? raw.length }
}
