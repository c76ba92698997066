import { describe, expect, it } from 'vitest'
import { parseScan } from '#domain/lot/gs1.ts'

const GS = '\x1d'

/** The needle boxes of the demo clinic: article, lot, expiry as printed, and the day it means. */
const BOXES = [
  ['10614141100016', '24H07A', '281000', '2028-10-31'],
  ['10614141100023', 'B-2207', '281031', '2028-10-31'],
  ['10614141100030', '1724A', '280200', '2028-02-29'],
  ['10614141200013', 'LOTD42', '261126', '2026-11-26'],
  ['10614141200020', '21072911', '240531', '2024-05-31'],
  ['10614141200037', 'k/9_x', '300101', '2030-01-01'],
  ['10614141300010', '0', '290600', '2029-06-30'],
] as const

const expected = (gtin14: string, lotNumber: string, expiryDate: string) => ({
  ok: true,
  gtin14,
  lotNumber,
  expiryDate,
})

const parse = (raw: string) => parseScan(raw, { today: '2026-11-26' })

describe.each(BOXES)('the demo box %s, lot %s', (gtin, lot, printed, day) => {
  const says = expected(gtin, lot, day)

  it('says the same as DataMatrix, Code 128, QR code, typed text and link', () => {
    const carriers = [
      `]d201${gtin}17${printed}10${lot}`,
      `]d201${gtin}10${lot}${GS}17${printed}`,
      `]C110${lot}${GS}17${printed}01${gtin}`,
      `]Q317${printed}01${gtin}10${lot}${GS}`,
      `01${gtin}10${lot}{GS}17${printed}\r\n`,
      `(01)${gtin}(17)${printed}(10)${lot}`,
      `https://id.gs1.org/01/${gtin}/10/${encodeURIComponent(lot)}?17=${printed}`,
    ]
    for (const raw of carriers) expect(parse(raw), JSON.stringify(raw)).toMatchObject({ ...says, warnings: [] })
  })

  it('as a bare article number it names no lot', () => {
    expect(parse(gtin)).toMatchObject({ ok: true, kind: 'ean', gtin14: gtin, lotNumber: null, expiryDate: null })
  })

  it('with any one digit of the article misread it is refused', () => {
    for (let at = 0; at < gtin.length; at++) {
      const misread = `${gtin.slice(0, at)}${(Number(gtin[at]) + 1) % 10}${gtin.slice(at + 1)}`
      expect(parse(`01${misread}17${printed}10${lot}`), misread).toMatchObject({ ok: false, reason: 'check-digit' })
    }
  })

  it('cut off anywhere before the lot it is refused or shorter, never another box', () => {
    const whole = `01${gtin}17${printed}10${lot}`
    for (let length = 1; length < whole.length - lot.length; length++) {
      const scan = parse(`]d2${whole.slice(0, length)}`)
      if (scan.ok) expect(scan).toMatchObject({ gtin14: gtin, lotNumber: null })
    }
  })
})
