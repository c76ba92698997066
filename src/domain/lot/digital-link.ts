import { gtin14Of } from './check-digit.ts'
import { valueFault } from './element-value.ts'
import { AI_RULES } from './gs1-table.ts'
import { refuse, type ScanElement, type ScanRefusal } from './scan.ts'

/** Identifiers with which the meaningful part of a GS1 Digital Link begins. */
const KEYS = new Set(['00', '01', '253', '255', '401', '402', '414', '417', '8003', '8004', '8006', '8010', '8013'])

export const isLink = (text: string): boolean => /^https?:\/\//i.test(text)

interface Pair {
  readonly ai: string
  readonly coded: string
  readonly at: number
}

const pathPairs = (path: string, offset: number): Pair[] => {
  const segments: { text: string; at: number }[] = []
  let at = offset
  for (const text of path.split('/')) {
    segments.push({ text, at })
    at += text.length + 1
  }
  const first = segments.findIndex(({ text }, i) => KEYS.has(text) && i + 1 < segments.length)
  if (first < 0) return []
  const pairs: Pair[] = []
  for (let i = first; i + 1 < segments.length; i += 2) {
    const [ai, coded] = [segments[i], segments[i + 1]]
    if (ai && coded) pairs.push({ ai: ai.text, coded: coded.text, at: coded.at })
  }
  return pairs
}

const queryPairs = (query: string, offset: number): Pair[] => {
  const pairs: Pair[] = []
  let at = offset
  for (const part of query.split(/[&;]/)) {
    const [name = '', coded = ''] = part.split('=', 2)
    // Other names belong to the web site, not to the article.
    if (/^\d{2,4}$/.test(name)) pairs.push({ ai: name, coded, at: at + name.length + 1 })
    at += part.length + 1
  }
  return pairs
}

const ASCII_CODE = /%[0-7][0-9a-f]/gi

/** Values are plain ASCII, so a code beyond it, or a lone percent sign, is a damaged link. */
const decoded = (coded: string): string | null =>
  coded.replace(ASCII_CODE, '').includes('%')
    ? null
    : coded.replace(ASCII_CODE, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))

const elementOf = ({ ai, coded, at }: Pair, today: string): ScanElement | ScanRefusal => {
  const rule = AI_RULES.get(ai)
  if (!rule) return refuse('unknown-ai', at, { ai })
  const plain = decoded(coded)
  if (plain === null) return refuse('bad-character', at, { ai, detail: 'percent-code' })
  const value = ai === '01' ? (gtin14Of(plain) ?? plain) : plain
  const fault = valueFault(rule, value, today)
  if (fault) return refuse(fault.reason, at + (plain === coded ? fault.offset : 0), { ai, detail: fault.detail })
  return { ai, value }
}

/** Reads the elements out of a GS1 Digital Link; a link that names no article is refused as such. */
export const readLink = (
  text: string,
  today: string,
): { readonly ok: true; readonly elements: readonly ScanElement[] } | ScanRefusal => {
  const address = text.split('#', 1)[0] ?? ''
  const [beforeQuery = '', query = ''] = address.split('?', 2)
  const host = /^https?:\/\/[^/]*/i.exec(beforeQuery)?.[0].length ?? 0
  const pairs = pathPairs(beforeQuery.slice(host), host)
  if (pairs.length === 0) return refuse('no-identifier', host)
  const elements: ScanElement[] = []
  for (const pair of [...pairs, ...queryPairs(query, beforeQuery.length + 1)]) {
    const element = elementOf(pair, today)
    if ('ok' in element) return element
    elements.push(element)
  }
  return { ok: true, elements }
}
