import { canBeSeparator, SEPARATOR, scanTextOf } from './scan-text.ts'

/**
 * What the code says that a clinic scans to try out its scanner: an article of GS1's documentation prefix, a lot with all
 * that keyboards disagree about (small and large letters, y and z, stroke, dash, underscore), a separator, a date, a serial.
 */
export const TEST_CONTENT = `0100614141999996${'10'}Qy-12/Zw_a${SEPARATOR}17281031${'21'}7M`

const LAYOUTS = {
  german: { '-': 'ß', '/': '-', _: '?', y: 'z', z: 'y', Y: 'Z', Z: 'Y' },
  swiss: { '-': "'", '/': '-', _: '?', y: 'z', z: 'y', Y: 'Z', Z: 'Y' },
  southern: { '-': "'", '/': '-', _: '?' },
  nordic: { '-': '+', '/': '-', _: '?' },
  french: {
    ...{ '0': 'à', '1': '&', '2': 'é', '3': '"', '4': "'", '5': '(', '6': '-', '7': 'è', '8': '_', '9': 'ç' },
    ...{ '-': ')', '/': '!', _: '°', a: 'q', q: 'a', w: 'z', z: 'w', A: 'Q', Q: 'A', W: 'Z', Z: 'W', M: '?' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

/** The keyboards that are told apart; `other` is any that is none of them. */
export type Layout = keyof typeof LAYOUTS | 'other'

export type TestFinding =
  | { readonly kind: 'right' }
  /** The separator arrives as `sent`, which is understood, or will be once it is written down. */
  | { readonly kind: 'separator-known' | 'separator-new'; readonly sent: string }
  /** It arrives as something that labels themselves say, so that it cannot be told from them. */
  | { readonly kind: 'separator-unclear'; readonly sent: string }
  | { readonly kind: 'separator-lost' | 'caps-lock' | 'cut-off' | 'other-code' }
  /** `changed`: each sign of the code that arrives as another one. */
  | { readonly kind: 'layout'; readonly layout: Layout; readonly changed: readonly (readonly [string, string])[] }
  /** Signs around the code that the scanner adds. */
  | { readonly kind: 'extra'; readonly before: string; readonly after: string }

const [HEAD = '', TAIL = ''] = TEST_CONTENT.split(SEPARATOR)
const WITHOUT = HEAD + TAIL

const swapCase = (text: string): string =>
  [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('')

const typedOn = (layout: Readonly<Record<string, string>>, text: string): string =>
  [...text].map((character) => layout[character] ?? character).join('')

/** What arrived between the two halves of the code, or null when they did not arrive as they are. */
const separatorIn = (text: string): string | null =>
  text.startsWith(HEAD) && text.endsWith(TAIL) && text.length >= WITHOUT.length
    ? text.slice(HEAD.length, text.length - TAIL.length)
    : null

const separatorFinding = (sent: string, known: readonly string[]): TestFinding => {
  if (sent === SEPARATOR) return { kind: 'right' }
  if (sent === '') return { kind: 'separator-lost' }
  if (scanTextOf(sent, known).text === SEPARATOR) return { kind: 'separator-known', sent }
  return canBeSeparator(sent) && sent.length <= 10
    ? { kind: 'separator-new', sent }
    : { kind: 'separator-unclear', sent }
}

/** The keyboard on which the code would arrive like this, whatever became of the separator. */
const layoutFinding = (text: string): TestFinding | null => {
  for (const [layout, keys] of Object.entries(LAYOUTS)) {
    const [head, tail] = [typedOn(keys, HEAD), typedOn(keys, TAIL)]
    if (text.startsWith(head) && text.endsWith(tail) && text.length <= head.length + tail.length + 6)
      return { kind: 'layout', layout: layout as Layout, changed: changedIn(head + tail) }
  }
  const plain = text.replaceAll(SEPARATOR, '')
  if (plain.length !== WITHOUT.length) return null
  const changed = changedIn(plain)
  // one key is always the same other key; anything else is another code
  const consistent = new Set(changed.map(([from]) => from)).size === changed.length
  return consistent && changed.length <= 12 ? { kind: 'layout', layout: 'other', changed } : null
}

const changedIn = (text: string): (readonly [string, string])[] => {
  const pairs = [...WITHOUT].flatMap((from, i) => (text[i] === from ? [] : [`${from}${text[i] ?? ''}`]))
  return [...new Set(pairs)].map((pair) => [pair.charAt(0), pair.slice(1)] as const)
}

/**
 * What a scanner and a computer make of the code whose content is known: right, or what is set wrong. `raw` is what arrived,
 * `separators` what the clinic has written down before.
 */
export const judgeTestScan = (raw: string, separators: readonly string[] = []): TestFinding => {
  const text = raw.replace(/[\r\n\t]+$/, '').replace(/^(\][A-Za-z][0-9]|[+$¨^]?d2)/, '')
  const whole = text.startsWith(SEPARATOR) ? text.slice(1) : text
  const sent = separatorIn(whole)
  if (sent !== null) return separatorFinding(sent, separators)
  const swapped = separatorIn(swapCase(whole))
  if (swapped !== null) return { kind: 'caps-lock' }
  const at = whole.indexOf(HEAD)
  const end = whole.indexOf(TAIL)
  if (at >= 0 && end > at) return { kind: 'extra', before: whole.slice(0, at), after: whole.slice(end + TAIL.length) }
  const layout = layoutFinding(whole)
  if (layout !== null) return layout
  const plain = whole.replaceAll(SEPARATOR, '')
  return plain.length >= 6 && WITHOUT.includes(plain) ? { kind: 'cut-off' } : { kind: 'other-code' }
}
