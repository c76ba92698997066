import PDFDocument from 'pdfkit'
import { FONTS, fontBytes } from './fonts.ts'
import { type Line, linesOf, type Measure } from './text-lines.ts'

/** A letter as its reader gets it: headings and paragraphs in order. */
export interface Letter {
  readonly title: string
  /** BCP 47 */
  readonly language: string
  readonly blocks: readonly LetterBlock[]
  /** On each page, with its number. */
  readonly footer: (page: number, pages: number) => string
  /** When it was written, for the file itself. */
  readonly writtenMs: number
}

export interface LetterBlock {
  /** What is an alert stands out by a bar beside it and by its size, not by colour alone. */
  readonly kind: 'title' | 'heading' | 'text' | 'small' | 'alert-heading' | 'alert'
  readonly text: string
}

const PAGE = { width: 595.28, height: 841.89, margin: 64, foot: 40 }
const COLUMN = PAGE.width - 2 * PAGE.margin
const LOOKS = {
  title: { size: 18, tag: 'H1', before: 18 },
  heading: { size: 12.5, tag: 'H2', before: 14 },
  text: { size: 11, tag: 'P', before: 5 },
  small: { size: 9.5, tag: 'P', before: 4 },
  'alert-heading': { size: 15, tag: 'H2', before: 14 },
  alert: { size: 12.5, tag: 'P', before: 3 },
} as const
const BAR = { width: 4, away: 14, colour: '#b42318' }
const LINE_HEIGHT = 1.4
const BASELINE = 1.05

export type Pdf = InstanceType<typeof PDFDocument>

interface PlacedLine extends Line {
  readonly page: number
  readonly y: number
}

interface PlacedBlock {
  readonly block: LetterBlock
  readonly lines: readonly PlacedLine[]
  readonly rightToLeft: boolean
}

/** Makes the letter's file: tagged for those who listen, in fonts that it carries with it, with names as they are written. */
export const letterAsPdf = async (letter: Letter): Promise<Uint8Array> => {
  const doc = new PDFDocument({
    ...{ size: 'A4', margin: 0, autoFirstPage: false, tagged: true, pdfVersion: '1.7', subset: 'PDF/UA' },
    ...{ lang: letter.language, displayTitle: true },
    info: { Title: letter.title, CreationDate: new Date(letter.writtenMs) },
    // no font of the machine's
    font: '',
  } as unknown as PDFKit.PDFDocumentOptions)
  for (const font of FONTS) doc.registerFont(font.name, fontBytes(font))
  const bytes = collected(doc)
  draw(doc, letter)
  doc.end()
  return bytes
}

export const collected = (doc: Pdf): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    doc.on('error', reject)
  })

interface WithGlyphs {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }
}

const hasAll = (doc: Pdf, name: string, character: string): boolean => {
  const { font } = (doc.font(name) as unknown as WithGlyphs)._font
  return [...character].every((part) => font.hasGlyphForCodePoint(part.codePointAt(0) ?? 0))
}

/** Which font writes a character, its accents with it: the first that has them all. */
export const fontFor = (doc: Pdf) => {
  const known = new Map<string, string>()
  return (character: string): string => {
    const before = known.get(character)
    if (before !== undefined) return before
    const font = FONTS.find(({ name }) => hasAll(doc, name, character)) ?? FONTS[0]
    known.set(character, font?.name ?? '')
    return font?.name ?? ''
  }
}

/** What of a text no font of the house can write: it would stand there as an empty box. */
export const unwritable = (text: string): string[] => {
  const doc = new PDFDocument({ autoFirstPage: false, font: '' } as unknown as PDFKit.PDFDocumentOptions)
  for (const font of FONTS) doc.registerFont(font.name, fontBytes(font))
  const characters = [...new Intl.Segmenter().segment(text.normalize('NFC'))].map(({ segment }) => segment)
  return [...new Set(characters)].filter(
    (character) => character !== '\n' && FONTS.every(({ name }) => !hasAll(doc, name, character)),
  )
}

const draw = (doc: Pdf, letter: Letter): void => {
  const fontOf = fontFor(doc)
  const measureAt = (size: number): Measure => ({
    fontOf,
    widthOf: (text, font) => doc.font(font).fontSize(size).widthOfString(text),
  })
  const placed = placeBlocks(letter.blocks, measureAt)
  const pages = 1 + Math.max(0, ...placed.flatMap(({ lines }) => lines.map(({ page }) => page)))
  const root = doc.struct('Document')
  doc.addStructure(root)
  let page = -1
  const turnTo = (wanted: number) => {
    while (page < wanted) {
      doc.addPage()
      page++
      drawFooter(doc, letter.footer(page + 1, pages), measureAt(LOOKS.small.size))
    }
  }
  turnTo(0)
  for (const { block, lines, rightToLeft } of placed) {
    const { size, tag } = LOOKS[block.kind]
    // what is read from right to left is drawn from left to right: the words themselves stand beside it
    const element = doc.struct(tag, rightToLeft ? { actual: block.text } : {})
    root.add(element)
    for (const line of lines) {
      turnTo(line.page)
      const x = rightToLeft ? PAGE.margin + COLUMN - line.width : PAGE.margin
      if (block.kind.startsWith('alert')) drawBar(doc, { y: line.y, size, rightToLeft })
      element.add(() => drawLine(doc, line, { x, y: line.y, size }))
    }
    element.end()
  }
  root.end()
}

/** Where each line stands, page by page; a heading is not left alone at the foot of one. */
const placeBlocks = (blocks: readonly LetterBlock[], measureAt: (size: number) => Measure): PlacedBlock[] => {
  const bottom = PAGE.height - PAGE.margin - PAGE.foot
  let [page, y] = [0, PAGE.margin]
  return blocks.map((block, index) => {
    const { size, before } = LOOKS[block.kind]
    const height = size * LINE_HEIGHT
    const { lines, rightToLeft } = linesOf(block.text.normalize('NFC'), COLUMN, measureAt(size))
    const afterAlert = blocks[index - 1]?.kind === 'alert' && block.kind !== 'alert'
    y += afterAlert ? LOOKS.heading.before : before
    if (block.kind.endsWith('heading') && y + 3 * height > bottom) [page, y] = [page + 1, PAGE.margin]
    const placed = lines.map((line) => {
      if (y + height > bottom) [page, y] = [page + 1, PAGE.margin]
      const at = { ...line, page, y }
      y += height
      return at
    })
    return { block, lines: placed, rightToLeft }
  })
}

export const drawLine = (doc: Pdf, { runs }: Line, at: { x: number; y: number; size: number }): void => {
  let { x } = at
  for (const { text, font } of runs) {
    doc.font(font).fontSize(at.size).fillColor('#111111')
    // fonts are of different heights and stand on one line all the same
    doc.text(text, x, at.y + at.size * BASELINE, { lineBreak: false, baseline: 'alphabetic' })
    x += doc.widthOfString(text)
  }
}

/** Beside what must not be overlooked; nothing that is read out. */
const drawBar = (doc: Pdf, { y, size, rightToLeft }: { y: number; size: number; rightToLeft: boolean }): void => {
  const x = rightToLeft ? PAGE.margin + COLUMN + BAR.away - BAR.width : PAGE.margin - BAR.away
  doc.markContent('Artifact', { type: 'Layout' })
  // a little longer than its line, so that the lines of one alert make one bar
  doc.rect(x, y - LOOKS.alert.before, BAR.width, size * LINE_HEIGHT + LOOKS.alert.before).fill(BAR.colour)
  doc.endMarkedContent()
}

/** The same on each page, and nothing that is read out each time. */
const drawFooter = (doc: Pdf, text: string, measure: Measure): void => {
  const { lines } = linesOf(text, COLUMN, measure)
  doc.markContent('Artifact', { type: 'Pagination' })
  for (const line of lines.slice(0, 1))
    drawLine(doc, line, { x: PAGE.margin, y: PAGE.height - PAGE.margin, size: LOOKS.small.size })
  doc.endMarkedContent()
}
