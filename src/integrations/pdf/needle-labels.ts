import PDFDocument from 'pdfkit'
import { type LabelContent, labelContent } from '#domain/lot/label-content.ts'
import type { Locale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'
import { dataMatrix, type Matrix } from '../barcode/data-matrix.ts'
import { FONTS, fontBytes } from './fonts.ts'
import { drawSymbol, type LabelSymbol, symbolWide } from './label-symbols.ts'
import { collected, drawLine, fontFor, type Pdf } from './letter.ts'
import { type Line, linesOf, type Measure } from './text-lines.ts'

export interface NeedleLabel {
  readonly kind: 'box' | 'shelf'
  readonly productName: string
  readonly size: string
  readonly gauges: readonly string[]
  readonly reference: string
  readonly sterileMethod: 'ethylene-oxide' | 'irradiation' | 'steam' | null
  readonly lotNumber: string
  /** `YYYY-MM-DD` */
  readonly expiryDate: string
  /** Needles in the pack that is labelled. */
  readonly units: number | null
  readonly gtin14: string | null
  readonly hibc: string | null
}

export interface LabelPaper {
  readonly paper: 'sheet' | 'roll'
  readonly count: number
  /** Labels of the first sheet that are used up. */
  readonly skip: number
}

const MM = 72 / 25.4
/** Widths, heights and margins in millimetres. */
const PAPERS = {
  sheet: { page: [210, 297], columns: 3, rows: 8, width: 70, height: 36, top: 4.5 },
  roll: { page: [62, 29], columns: 1, rows: 1, width: 62, height: 29, top: 0 },
} as const

/** Cheap scanners read modules from a quarter of a millimetre on; this is nearly three times that. */
const MODULE_MM = 0.7
const INSET_MM = 3

/** The labels as a file to print at actual size: on sheets of sticky labels, or one after the other on a roll. */
export const needleLabels = async (label: NeedleLabel, paper: LabelPaper, locale: Locale): Promise<Uint8Array> => {
  const layout = PAPERS[paper.paper]
  const [pageWidth, pageHeight] = layout.page
  const doc = new PDFDocument({
    ...{ size: [pageWidth * MM, pageHeight * MM], margin: 0, autoFirstPage: false, lang: locale, font: '' },
    info: { Title: `${label.productName} ${label.kind === 'box' ? label.lotNumber : ''}`.trim() },
  } as unknown as PDFKit.PDFDocumentOptions)
  for (const font of FONTS) doc.registerFont(font.name, fontBytes(font))
  const bytes = collected(doc)
  const content = contentOf(label)
  const drawn = {
    content,
    matrix: content === null ? null : dataMatrix(content),
    lines: linesOnLabel(label, content, locale),
  }
  const perPage = layout.columns * layout.rows
  const first = paper.paper === 'sheet' ? paper.skip % perPage : 0
  for (let index = first; index < first + paper.count; index++) {
    const place = index % perPage
    if (place === 0 || index === first) doc.addPage()
    const x = (place % layout.columns) * layout.width
    const y = layout.top + Math.floor(place / layout.columns) * layout.height
    drawLabel(doc, drawn, { x, y, width: layout.width, height: layout.height })
  }
  doc.end()
  return bytes
}

const contentOf = ({ kind, gtin14, hibc, lotNumber, expiryDate }: NeedleLabel): LabelContent | null =>
  labelContent(
    kind === 'box' ? { gtin14, hibc, lotNumber, expiryDate } : { gtin14, hibc, lotNumber: null, expiryDate: null },
  )

/** Words of a label, with the symbol in front that says the same in every language. */
interface Piece {
  readonly symbol: LabelSymbol | null
  readonly text: string
}

interface TextOnLabel {
  readonly pieces: readonly Piece[]
  readonly size: number
}

const words = (text: string, symbol: LabelSymbol | null = null): Piece => ({ symbol, text })

const linesOnLabel = (label: NeedleLabel, content: LabelContent | null, locale: Locale): readonly TextOnLabel[] => {
  const t = translatorFor(locale)
  const { productName, size, gauges, reference, sterileMethod, lotNumber, expiryDate, units } = label
  const sterile = {
    'ethylene-oxide': words('', 'sterile-eo'),
    irradiation: words('', 'sterile-r'),
    steam: words(t('label.steam')),
  }
  const sized = [size, ...gauges, ...(units === null ? [] : [t('label.quantity', { count: units })])].join(' · ')
  const box = [
    { pieces: [words(lotNumber, 'lot')], size: 10 },
    { pieces: [words(`${t('label.usable')} ${formatDate(expiryDate, locale)}`, 'use-by')], size: 9 },
  ]
  const small = [
    ...(reference === '' ? [] : [words(reference, 'ref')]),
    ...(sterileMethod === null ? [] : [sterile[sterileMethod]]),
    words(t('label.single'), 'single-use'),
  ]
  return [
    { pieces: [words(productName)], size: label.kind === 'shelf' ? 15 : 11.5 },
    { pieces: [words(sized)], size: label.kind === 'shelf' ? 11 : 9 },
    ...(label.kind === 'box' ? box : []),
    { pieces: small, size: 7 },
    ...(content === null ? [] : [{ pieces: [words(content.printed)], size: 5.5 }]),
  ]
}

interface Drawn {
  readonly matrix: Matrix | null
  readonly lines: readonly TextOnLabel[]
}

interface Field {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** So small the words may get on a small label before the last of them are left out. */
const SCALES = [1, 0.9, 0.8, 0.7, 0.6]

interface Placed {
  readonly pieces: readonly { readonly symbol: LabelSymbol | null; readonly line: Line }[]
  readonly y: number
  readonly size: number
  readonly width: number
}

/** Of the size of the words: how high a symbol is, how far below their upper edge it begins, and the white behind things. */
const [SYMBOL_HIGH, SYMBOL_DOWN, BEHIND] = [1.02, 0.2, 0.35]

/** The code on the left with white around it, the words beside it, as large as all of them fit. */
const drawLabel = (doc: Pdf, { matrix, lines }: Drawn, field: Field): void => {
  const codeMm = matrix === null ? 0 : matrix.length * MODULE_MM + 2
  const [left, top] = [(field.x + INSET_MM) * MM, (field.y + INSET_MM) * MM]
  if (matrix !== null) drawMatrix(doc, matrix, left, top)
  const width = (field.width - 2 * INSET_MM - codeMm) * MM
  const bottom = (field.y + field.height - INSET_MM / 2) * MM
  const fits = ({ y, size, ...placed }: Placed): boolean => y + size <= bottom && placed.width <= width
  const tries = SCALES.map((scale) => placeLines(doc, lines, { top, width, scale }))
  const placed = tries.find((one) => one.every(fits)) ?? tries.at(-1) ?? []
  for (const one of placed.filter(fits)) drawPlaced(doc, one, left + codeMm * MM)
}

const drawPlaced = (doc: Pdf, { pieces, y, size }: Placed, left: number): void => {
  let x = left
  for (const { symbol, line } of pieces) {
    if (symbol !== null) {
      drawSymbol(doc, symbol, x, y + size * SYMBOL_DOWN, size * SYMBOL_HIGH)
      x += symbolWide(doc, symbol, size * SYMBOL_HIGH) + size * BEHIND
    }
    drawLine(doc, line, { x, y, size })
    x += line.width + (line.width === 0 ? size * BEHIND : size * 2 * BEHIND)
  }
}

interface Room {
  readonly top: number
  readonly width: number
  readonly scale: number
}

const placeLines = (doc: Pdf, lines: readonly TextOnLabel[], { top, width, scale }: Room): Placed[] => {
  const fontOf = fontFor(doc)
  let y = top
  return lines.flatMap(({ pieces, size: full }) => {
    const size = full * scale
    const measure: Measure = { fontOf, widthOf: (part, font) => doc.font(font).fontSize(size).widthOfString(part) }
    return rowsOf(doc, pieces, { size, width, measure }).map((row): Placed => {
      const at = { ...row, y, size }
      y += size * 1.28
      return at
    })
  })
}

const NO_WORDS: Line = { runs: [], width: 0 }

/** Words alone go on in the next row; what has symbols stands in one. */
const rowsOf = (
  doc: Pdf,
  pieces: readonly Piece[],
  { size, width, measure }: { readonly size: number; readonly width: number; readonly measure: Measure },
): Pick<Placed, 'pieces' | 'width'>[] => {
  if (pieces.every(({ symbol }) => symbol === null))
    return linesOf(pieces.map(({ text }) => text.normalize('NFC')).join(' '), width, measure).lines.map((line) => ({
      pieces: [{ symbol: null, line }],
      width: line.width,
    }))
  const placed = pieces.map(({ symbol, text }) => ({
    symbol,
    line:
      text === '' ? NO_WORDS : (linesOf(text.normalize('NFC'), Number.MAX_SAFE_INTEGER, measure).lines[0] ?? NO_WORDS),
  }))
  const wide = placed.reduce(
    (sum, { symbol, line }) =>
      sum + line.width + size * 2 * BEHIND + (symbol === null ? 0 : symbolWide(doc, symbol, size * SYMBOL_HIGH)),
    0,
  )
  return [{ pieces: placed, width: wide }]
}

const drawMatrix = (doc: Pdf, matrix: Matrix, left: number, top: number): void => {
  const edge = MODULE_MM * MM
  for (const [y, row] of matrix.entries())
    for (const [x, dark] of row.entries()) if (dark) doc.rect(left + x * edge, top + y * edge, edge, edge)
  doc.fill('#000000')
}
