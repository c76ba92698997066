import makeBidi from 'bidi-js'

const bidi = makeBidi()

/** A stretch of one line in one font, in the order in which it is drawn from left to right. */
export interface Run {
  readonly text: string
  readonly font: string
}

export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
}

export interface Measure {
  /** Which font has this character; the first one when none has. */
  readonly fontOf: (character: string) => string
  readonly widthOf: (text: string, font: string) => number
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const IDEOGRAPHIC = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/u

/** Never at the beginning of a line. */
const CLOSING = /^[。、，．」』）】！？ー]/u

/** Where a line may end: after a space, and beside signs that are written without any. */
const pieces = (text: string): string[] =>
  text.split(/(?<=\s)/u).flatMap((word) => (IDEOGRAPHIC.test(word) ? signsOf(word) : [word]))

const signsOf = (word: string): string[] => {
  const signs: string[] = []
  for (const { segment } of characters.segment(word)) {
    const last = signs.pop()
    if (last === undefined) signs.push(segment)
    else if (CLOSING.test(segment)) signs.push(last + segment)
    else signs.push(last, segment)
  }
  return signs
}

/** Characters of one font together; a space is a stretch of its own, so that words stay whole when their order turns. */
const runsOf = (text: string, { fontOf }: Measure): Run[] => {
  const runs: { text: string; font: string }[] = []
  for (const { segment } of characters.segment(text)) {
    const font = fontOf(segment)
    const last = runs.at(-1)
    const joins = last !== undefined && last.font === font && /\s/u.test(last.text) === /\s/u.test(segment)
    if (joins) last.text += segment
    else runs.push({ text: segment, font })
  }
  return runs
}

const widthOfText = (text: string, measure: Measure): number =>
  runsOf(text, measure).reduce((sum, run) => sum + measure.widthOf(run.text, run.font), 0)

/** Breaks a piece that is wider than a line by its characters. */
const fitting = (piece: string, most: number, measure: Measure): string[] =>
  widthOfText(piece, measure) <= most ? [piece] : [...characters.segment(piece)].map(({ segment }) => segment)

/** Where the lines of a paragraph begin and end in its text. */
const breaks = (text: string, most: number, measure: Measure): { start: number; end: number }[] => {
  const lines: { start: number; end: number }[] = []
  let [start, end, width] = [0, 0, 0]
  for (const piece of pieces(text).flatMap((one) => fitting(one, most, measure))) {
    const wide = widthOfText(piece.trimEnd(), measure)
    if (end > start && width + wide > most) {
      lines.push({ start, end })
      start = end
      width = 0
    }
    end += piece.length
    width += widthOfText(piece, measure)
  }
  return [...lines, { start, end }]
}

/** The stretches of a line as they stand from left to right, whichever way each is read (Unicode UAX 9, rule L2). */
const inSight = (line: string, levels: readonly number[], measure: Measure): Run[] => {
  const stretches: { level: number; runs: Run[] }[] = []
  let begin = 0
  for (let at = 1; at <= line.length; at++) {
    if (at < line.length && levels[at] === levels[begin]) continue
    const level = levels[begin] ?? 0
    const odd = level % 2 === 1
    const text = odd ? mirrored(line.slice(begin, at)) : line.slice(begin, at)
    const runs = runsOf(text, measure)
    stretches.push({ level, runs: odd ? runs.toReversed() : runs })
    begin = at
  }
  const highest = Math.max(0, ...stretches.map(({ level }) => level))
  let order = stretches
  for (let level = highest; level >= 1; level--) order = turned(order, level)
  return order.flatMap(({ runs }) => runs)
}

const turned = <T extends { readonly level: number }>(stretches: readonly T[], level: number): T[] => {
  const result: T[] = []
  let group: T[] = []
  for (const stretch of stretches) {
    if (stretch.level >= level) group.unshift(stretch)
    else {
      result.push(...group, stretch)
      group = []
    }
  }
  return [...result, ...group]
}

/** Brackets of what is read from right to left look the other way. */
const mirrored = (text: string): string =>
  [...text].map((character) => bidi.getMirroredCharacter(character) ?? character).join('')

/** A paragraph as lines no wider than `most`, and whether it is read from right to left. */
export const linesOf = (
  text: string,
  most: number,
  measure: Measure,
): { readonly lines: readonly Line[]; readonly rightToLeft: boolean } => {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto')
  const lines = breaks(text, most, measure).map(({ start, end }) => {
    const line = text.slice(start, end).trimEnd()
    const runs = inSight(line, [...levels.slice(start, start + line.length)], measure)
    return { runs, width: runs.reduce((sum, run) => sum + measure.widthOf(run.text, run.font), 0) }
  })
  return { lines, rightToLeft: (paragraphs[0]?.level ?? 0) % 2 === 1 }
}
