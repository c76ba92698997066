import PDFDocument from 'pdfkit'
import { type LabelContent, labelContent } from '#domain/lot/label-content.ts'
import type { Locale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { translatorFor } from '#words/translator.ts'
import { dataMatrix, type Matrix } from '../barcode/data-matrix.ts'
import { FONTS, fontBytes } from './fonts.ts'
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

export const LABELS_ON_SHEET = PAPERS.sheet.columns * PAPERS.sheet.rows

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

interface TextOnLabel {
  readonly text: string
  readonly size: number
}

const linesOnLabel = (label: NeedleLabel, content: LabelContent | null, locale: Locale): readonly TextOnLabel[] => {
  const t = translatorFor(locale)
  const { productName, size, gauges, reference, sterileMethod, lotNumber, expiryDate, units } = label
  const sterile = { 'ethylene-oxide': t('label.eo'), irradiation: t('label.irradiation'), steam: t('label.steam') }
  const sized = [size, ...gauges, ...(units === null ? [] : [t('label.quantity', { count: units })])].join(' · ')
  const box = [
    { text: `${t('label.lot')} ${lotNumber}`, size: 10 },
    { text: `${t('label.usable')} ${formatDate(expiryDate, locale)}`, size: 9 },
  ]
  const small = [
    ...(reference === '' ? [] : [`${t('label.ref')} ${reference}`]),
    ...(sterileMethod === null ? [] : [sterile[sterileMethod]]),
    t('label.single'),
  ]
  return [
    { text: productName, size: label.kind === 'shelf' ? 15 : 11.5 },
    { text: sized, size: label.kind === 'shelf' ? 11 : 9 },
    ...(label.kind === 'box' ? box : []),
    { text: small.join(' · '), size: 6.5 },
    ...(content === null ? [] : [{ text: content.printed, size: 5.5 }]),
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
  readonly line: Line
  readonly y: number
  readonly size: number
}

/** The code on the left with white around it, the words beside it, as large as all of them fit. */
const drawLabel = (doc: Pdf, { matrix, lines }: Drawn, field: Field): void => {
  const codeMm = matrix === null ? 0 : matrix.length * MODULE_MM + 2
  const [left, top] = [(field.x + INSET_MM) * MM, (field.y + INSET_MM) * MM]
  if (matrix !== null) drawMatrix(doc, matrix, left, top)
  const width = (field.width - 2 * INSET_MM - codeMm) * MM
  const bottom = (field.y + field.height - INSET_MM / 2) * MM
  const fits = ({ y, size }: Placed): boolean => y + size <= bottom
  const tries = SCALES.map((scale) => placeLines(doc, lines, { top, width, scale }))
  const placed = tries.find((one) => one.every(fits)) ?? tries.at(-1) ?? []
  for (const { line, y, size } of placed.filter(fits)) drawLine(doc, line, { x: left + codeMm * MM, y, size })
}

const placeLines = (
  doc: Pdf,
  lines: readonly TextOnLabel[],
  { top, width, scale }: { readonly top: number; readonly width: number; readonly scale: number },
): Placed[] => {
  const fontOf = fontFor(doc)
  let y = top
  return lines.flatMap(({ text, size: full }) => {
    const size = full * scale
    const measure: Measure = { fontOf, widthOf: (part, font) => doc.font(font).fontSize(size).widthOfString(part) }
    return linesOf(text.normalize('NFC'), width, measure).lines.map((line): Placed => {
      const at = { line, y, size }
      y += size * 1.28
      return at
    })
  })
}

const drawMatrix = (doc: Pdf, matrix: Matrix, left: number, top: number): void => {
  const edge = MODULE_MM * MM
  for (const [y, row] of matrix.entries())
    for (const [x, dark] of row.entries()) if (dark) doc.rect(left + x * edge, top + y * edge, edge, edge)
  doc.fill('#000000')
}
