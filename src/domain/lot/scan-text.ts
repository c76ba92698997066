/** The one form in which a separator (FNC1) is known from here on. */
export const SEPARATOR = '\x1d'

/** What scanners and keyboards send for a separator; none of it may stand in a GS1 value, except the `<GS>` forms. */
const SENT_AS_SEPARATOR = [
  '<GS>',
  '{GS}',
  '[GS]',
  '<FNC1>',
  '{FNC1}',
  '[FNC1]',
  '\\x1d',
  '\\u001d',
  ']C1',
  '\u241d',
  '|',
  '^',
  '~',
]

/** What stands on labels itself: GS1's 82 characters and the further ones of HIBC. */
const ON_LABELS = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z#$ ]*$/

/** Whether a clinic may name a text as what its scanner types for a separator: nothing that a label itself may say. */
export const canBeSeparator = (text: string): boolean => text.trim() !== '' && !ON_LABELS.test(text)

export interface ScanText {
  /** Without symbology prefix, wrapping and line end; separators as `SEPARATOR`. */
  readonly text: string
  /** For each character of `text` and its end: where it stood in what was scanned. */
  readonly offsets: readonly number[]
  /** AIM symbology prefix such as `]d2`, or null when the scanner sends none. */
  readonly symbology: string | null
}

const startOf = (raw: string): number => /^[\s\uFEFF]*/.exec(raw)?.[0].length ?? 0
// Only line ends and tabs: a space at the end can be an HIBC check character.
const endOf = (raw: string): number => raw.replace(/[\r\n\t\0\uFEFF]+$/, '').length

const separatorAt = (raw: string, at: number, sent: readonly string[]): string | null =>
  sent.find((s) => raw.slice(at, at + s.length).toLowerCase() === s.toLowerCase()) ?? null

/**
 * What was scanned, in one canonical form: separators unified (K5), prefix, suffix and asterisks of the scanner
 * taken off (K7), the way back to the original characters kept. `extraSeparators` are those of the clinic's scanner.
 */
export const scanTextOf = (raw: string, extraSeparators: readonly string[] = []): ScanText => {
  let at = startOf(raw)
  let end = endOf(raw)
  if (raw[at] === '*') {
    at += 1
    if (end > at && raw[end - 1] === '*') end -= 1
  }
  const symbology = /^\][A-Za-z][0-9]/.exec(raw.slice(at, end))?.[0] ?? null
  if (symbology) at += 3

  const sent = [...extraSeparators.filter((s) => s !== ''), ...SENT_AS_SEPARATOR]
  const characters: string[] = []
  const offsets: number[] = []
  while (at < end) {
    const separator = separatorAt(raw, at, sent)
    characters.push(separator ? SEPARATOR : (raw[at] ?? ''))
    offsets.push(at)
    at += separator?.length ?? 1
  }
  offsets.push(end)
  return { text: characters.join(''), offsets, symbology }
}
