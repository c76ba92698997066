import { FONTS } from './fonts.ts'
import type { Pdf } from './letter.ts'

/** What boxes of medical devices carry in every language, after ISO 15223-1. */
export type LabelSymbol = 'lot' | 'ref' | 'use-by' | 'sterile-eo' | 'sterile-r' | 'single-use'

/** Letters in frames, one frame beside the other. */
const FRAMED: Partial<Record<LabelSymbol, readonly string[]>> = {
  lot: ['LOT'],
  ref: ['REF'],
  'sterile-eo': ['STERILE', 'EO'],
  'sterile-r': ['STERILE', 'R'],
}

/** Of the height of a symbol: its letters, the white beside them, its lines. */
const [LETTERS, BESIDE, STROKE] = [0.66, 0.18, 0.07]
const HOURGLASS = 0.66

const lettersWide = (doc: Pdf, letters: string, height: number): number =>
  doc
    .font(FONTS[0]?.name ?? '')
    .fontSize(height * LETTERS)
    .widthOfString(letters)

/** How wide a symbol of this height is. */
export const symbolWide = (doc: Pdf, symbol: LabelSymbol, height: number): number => {
  const frames = FRAMED[symbol]
  if (frames !== undefined)
    return frames.reduce((sum, letters) => sum + lettersWide(doc, letters, height) + 2 * BESIDE * height, 0)
  return symbol === 'use-by' ? HOURGLASS * height : height
}

const write = (doc: Pdf, letters: string, x: number, y: number, height: number): void => {
  doc
    .font(FONTS[0]?.name ?? '')
    .fontSize(height * LETTERS)
    .fillColor('#111111')
  doc.text(letters, x, y + height * 0.76, { lineBreak: false, baseline: 'alphabetic' })
}

/** Draws a symbol with its upper left corner here. */
export const drawSymbol = (doc: Pdf, symbol: LabelSymbol, x: number, y: number, height: number): void => {
  doc.lineWidth(height * STROKE).strokeColor('#111111')
  const frames = FRAMED[symbol]
  if (frames !== undefined) {
    let left = x
    for (const letters of frames) {
      const wide = lettersWide(doc, letters, height) + 2 * BESIDE * height
      doc.rect(left, y, wide, height).stroke()
      write(doc, letters, left + BESIDE * height, y, height)
      left += wide
    }
    return
  }
  if (symbol === 'use-by') {
    const [right, bottom] = [x + HOURGLASS * height, y + height]
    doc.moveTo(x, y).lineTo(right, y).lineTo(x, bottom).lineTo(right, bottom).closePath().stroke()
    return
  }
  // not to be used a second time
  const radius = height / 2
  doc.circle(x + radius, y + radius, radius - (height * STROKE) / 2).stroke()
  write(doc, '2', x + radius - lettersWide(doc, '2', height) / 2, y, height)
  const reach = radius * Math.SQRT1_2
  doc
    .moveTo(x + radius - reach, y + radius - reach)
    .lineTo(x + radius + reach, y + radius + reach)
    .stroke()
}
