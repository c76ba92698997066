import { describe, expect, it } from 'vitest'
import { parseScan } from '#domain/lot/gs1.ts'
import type { Scan, ScanRefusal } from '#domain/lot/scan.ts'

const TODAY = '2026-11-26'
const GS = '\x1d'
const BOX = '10614141200013'

const read = (raw: string): Scan => {
  const result = parseScan(raw, { today: TODAY })
  if (!result.ok) throw new Error(`${JSON.stringify(raw)} was refused: ${JSON.stringify(result)}`)
  return result
}

const refused = (raw: string): ScanRefusal => {
  const result = parseScan(raw, { today: TODAY })
  if (result.ok) throw new Error(`${JSON.stringify(raw)} was accepted: ${JSON.stringify(result)}`)
  return result
}

describe('labels as scanners send them', () => {
  it('reads a DataMatrix box label with an expiry month and a count', () => {
    expect(read(`]d20110614141200013172810001024H07A${GS}30100`)).toEqual({
      ok: true,
      kind: 'gs1',
      gtin14: BOX,
      hibc: null,
      lotNumber: '24H07A',
      expiryDate: '2028-10-31',
      productionDate: null,
      serial: null,
      count: 100,
      elements: [
        { ai: '01', value: BOX },
        { ai: '17', value: '281000' },
        { ai: '10', value: '24H07A' },
        { ai: '30', value: '100' },
      ],
      warnings: [],
    })
  })

  it('reads a Code 128 label with a production date and the lot last, so without a separator', () => {
    expect(read(']C10110614141200013112809011728103110B-2207')).toMatchObject({
      gtin14: BOX,
      productionDate: '2028-09-01',
      expiryDate: '2028-10-31',
      lotNumber: 'B-2207',
      warnings: [],
    })
  })

  it('does not mistake a lot that begins with 17 for an expiry date', () => {
    expect(read(`0110614141200013101724A${GS}17281031`)).toMatchObject({
      lotNumber: '1724A',
      expiryDate: '2028-10-31',
    })
  })

  it('reads elements in any order', () => {
    const inOrder = read(`01106141412000131728103110LOTD42`)
    const shuffled = read(`1728103110LOTD42${GS}0110614141200013`)
    expect({ ...shuffled, elements: [] }).toEqual({ ...inOrder, elements: [] })
    expect(shuffled.elements.map(({ ai }) => ai)).toEqual(['17', '10', '01'])
  })

  it('needs no symbology prefix and knows those of every code the clinic meets', () => {
    const label = '01106141412000131728103110LOTD42'
    for (const prefix of ['', ']d2', ']C1', ']Q3', ']e0', ']J1']) {
      expect(read(prefix + label).lotNumber, prefix).toBe('LOTD42')
    }
  })

  it('K7: takes off what the scanner adds around the label', () => {
    const label = '01106141412000131728103110LOTD42'
    for (const raw of [`${label}\r\n`, `${label}\t`, `  ${label}\n`, `*${label}*`, `*${label}*\r`, `\uFEFF${label}`]) {
      expect(read(raw).lotNumber, JSON.stringify(raw)).toBe('LOTD42')
    }
  })

  it('K7: keeps an asterisk that belongs to the lot', () => {
    expect(read('01106141412000131728103110LOT*').lotNumber).toBe('LOT*')
  })

  it('K7: a line end inside the label is refused and not glued over', () => {
    expect(refused('011061414120001310LOT\r17281031')).toMatchObject({
      reason: 'bad-character',
      detail: 'control-character',
      ai: '10',
      at: 21,
    })
  })

  it('K4, K5: every form of the separator means the same', () => {
    const forms = [GS, '<GS>', '<gs>', '{GS}', '[GS]', '<FNC1>', '␝', '|', '^', '~', '\\x1d', '\\u001d', ']C1']
    for (const form of forms) {
      const scan = read(`]d2011061414120001310LOTD42${form}17281031`)
      expect(scan, form).toMatchObject({ lotNumber: 'LOTD42', expiryDate: '2028-10-31', warnings: [] })
    }
  })

  it('K5: a clinic can name what its own scanner types for a separator', () => {
    const result = parseScan('011061414120001310LOTD42§17281031', { today: TODAY, separators: ['§'] })
    expect(result).toMatchObject({ ok: true, lotNumber: 'LOTD42', expiryDate: '2028-10-31' })
  })

  it('accepts separators that are superfluous: first, last, doubled or after a fixed length', () => {
    expect(read(`${GS}01106141412000${'13'}${GS}${GS}10LOTD42${GS}`)).toMatchObject({
      gtin14: BOX,
      lotNumber: 'LOTD42',
    })
  })

  it('reads the content of a case when the label names what is inside', () => {
    expect(read(`02106141412000133710`)).toMatchObject({ gtin14: BOX, count: 10 })
  })

  it('keeps a serial number apart from the lot', () => {
    expect(read(`011061414120001321SN-1${GS}10LOT`)).toMatchObject({ serial: 'SN-1', lotNumber: 'LOT' })
  })

  it('takes the earlier day when a label gives the hour of expiry as well', () => {
    expect(read(`0110614141200013172810317003${'2810301200'}`).expiryDate).toBe('2028-10-30')
    expect(read(`01106141412000137003${'2810301200'}`).expiryDate).toBe('2028-10-30')
  })
})

describe('dates on labels', () => {
  it('K10: day 00 is the last day of its month, leap years included', () => {
    const days = { '260400': '2026-04-30', '130200': '2013-02-28', '160200': '2016-02-29', '190700': '2019-07-31' }
    for (const [printed, day] of Object.entries(days)) expect(read(`17${printed}10A`).expiryDate).toBe(day)
  })

  it.each([
    ['31 April', '17280431', 'day'],
    ['29 February of a year that is no leap year', '17210229', 'day'],
    ['month 13', '17281301', 'month'],
    ['month 00', '17280001', 'month'],
    ['day 32', '17281032', 'day'],
  ] as const)('K13: refuses %s and names the field', (_, element, detail) => {
    expect(refused(`01${BOX}${element}10A`)).toEqual({ ok: false, reason: 'bad-date', ai: '17', at: 18, detail })
  })

  it('K14: a date of zeros is refused without a crash', () => {
    expect(refused('15000000')).toMatchObject({ reason: 'bad-date', ai: '15' })
  })

  it('refuses an hour of expiry that no clock shows', () => {
    expect(refused(`01${BOX}70032810302460`)).toMatchObject({ reason: 'bad-date', ai: '7003', detail: 'time' })
  })

  it('refuses letters in a date', () => {
    expect(refused(`17OCT28010A`)).toMatchObject({ reason: 'bad-character', ai: '17', detail: 'not-a-digit', at: 2 })
  })
})

describe('labels that cannot be split safely', () => {
  it('K1: a missing separator after the lot is never guessed into a lot of 20 characters', () => {
    expect(refused('1021072911172405310100693570007182')).toEqual({
      ok: false,
      reason: 'unsplittable',
      ai: '10',
      at: 2,
    })
  })

  it('K1: a lot short enough to be one, but ending in a whole expiry element, is refused too', () => {
    expect(refused(`01${BOX}10210729${'17281031'}`)).toMatchObject({ reason: 'unsplittable', ai: '10', at: 18 })
    expect(refused(`01${BOX}10LOT${'11280901'}`)).toMatchObject({ reason: 'unsplittable', ai: '10' })
    expect(refused(`10LOTD4201${BOX}`)).toMatchObject({ reason: 'unsplittable', ai: '10' })
  })

  it('K1: a lot that ends like an expiry element is trusted when the expiry stands elsewhere', () => {
    expect(read(`01${BOX}1728103110LOT17281031`)).toMatchObject({ lotNumber: 'LOT17281031', warnings: [] })
  })

  it('K1: digits that look like a date element but are no date do not make a lot doubtful', () => {
    expect(read(`01${BOX}10LOT17281331`)).toMatchObject({ lotNumber: 'LOT17281331', warnings: [] })
    expect(read('1728103110LOT0190000000000009')).toMatchObject({ lotNumber: 'LOT0190000000000009', warnings: [] })
  })

  it('K1: a scanner that sends separators elsewhere is believed, with a warning', () => {
    const scan = read(`01${BOX}21S1${GS}10LOT17281031`)
    expect(scan.lotNumber).toBe('LOT17281031')
    expect(scan.warnings).toEqual([{ code: 'possible-missing-separator', ai: '10', hiddenAi: '17' }])
  })

  it('K2: a serial number that swallowed the next element is not accepted silently', () => {
    const scan = read(`${GS}01${'08032825498580'}2112345${'11090312'}`)
    expect(scan.serial).toBe('1234511090312')
    expect(scan.warnings).toEqual([{ code: 'possible-missing-separator', ai: '21', hiddenAi: '11' }])
  })

  it('names a separator that is missing behind an element of known length', () => {
    expect(refused(`01${BOX}42227617281031`)).toEqual({ ok: false, reason: 'missing-separator', ai: '422', at: 22 })
  })

  it('a count that runs into letters is refused', () => {
    expect(refused(`30100${'17281031'}10LOT`)).toMatchObject({ reason: 'unsplittable', ai: '30' })
    expect(refused('30100LOT')).toMatchObject({ reason: 'bad-character', ai: '30', at: 5 })
  })
})

describe('labels that are wrong', () => {
  it('refuses a wrong check digit and says where', () => {
    expect(refused('01106141412000141728103110LOT')).toMatchObject({ reason: 'check-digit', ai: '01', at: 2 })
    expect(refused(']d201106141412000141728103110LOT').at).toBe(5)
  })

  it('refuses an unknown identifier', () => {
    expect(refused(`01${BOX}8999ABC`)).toEqual({ ok: false, reason: 'unknown-ai', ai: '8999', at: 16 })
    expect(refused('HELLO')).toMatchObject({ reason: 'unknown-ai', at: 0 })
    expect(refused('0')).toMatchObject({ reason: 'unknown-ai' })
  })

  it('refuses a label that was cut off', () => {
    expect(refused('011061414')).toMatchObject({ reason: 'too-short', ai: '01', at: 9 })
    expect(refused(`01${BOX}10`)).toMatchObject({ reason: 'too-short', ai: '10' })
    expect(refused(`011061414${GS}1728103110LOT`)).toMatchObject({ reason: 'too-short', ai: '01' })
  })

  it('refuses an empty scan', () => {
    for (const raw of ['', '   ', '\r\n', '**', GS, ']d2', ']C1\r']) expect(refused(raw).reason, raw).toBe('empty')
  })

  it('refuses a text far longer than any label without reading it', () => {
    expect(refused('1'.repeat(1001))).toMatchObject({ reason: 'too-long', at: 1000 })
  })

  it('K20: a lot of 20 characters is read, one of 21 refused', () => {
    expect(read(`01${BOX}10${'A'.repeat(20)}`).lotNumber).toHaveLength(20)
    expect(refused(`01${BOX}10${'A'.repeat(21)}`)).toMatchObject({ reason: 'too-long', ai: '10', at: 38 })
  })

  it('K20: lower case, stroke and the other signs of the set are kept as printed', () => {
    expect(read(`01${BOX}10ab/Cd_e-1.5+"%&'`).lotNumber).toBe(`ab/Cd_e-1.5+"%&'`)
  })

  it('K20: a space or a hash sign in a lot is refused', () => {
    expect(refused(`01${BOX}10AB C`)).toMatchObject({ reason: 'bad-character', detail: 'space', ai: '10', at: 20 })
    expect(refused(`01${BOX}10AB#C`)).toMatchObject({ reason: 'bad-character', ai: '10', at: 20 })
    expect(refused(`01${BOX}10AB `)).toMatchObject({ reason: 'bad-character', detail: 'space' })
  })

  it('K19: identifiers that may not stand together are refused', () => {
    expect(refused(`01${BOX}02${BOX}`)).toMatchObject({ reason: 'invalid-pair', ai: '01', otherAi: '02' })
    expect(refused(`01${BOX}3710`)).toMatchObject({ reason: 'invalid-pair', ai: '01', otherAi: '37' })
    expect(refused(`01${BOX}255${'4006381333931'}`)).toMatchObject({ reason: 'invalid-pair', otherAi: '255' })
  })

  it('one identifier with two values is refused; said twice the same way it is read', () => {
    expect(refused(`10A${GS}10B`)).toMatchObject({ reason: 'repeated-ai', ai: '10' })
    expect(read(`10A${GS}10A`).lotNumber).toBe('A')
  })
})

describe('identifiers the clinic does not use', () => {
  it('K17: are stepped over and kept, so that ours are still found', () => {
    const scan = read(
      `01${BOX}240REF-7${GS}414${'4006381333931'}254X${GS}2001` +
        `710PZN1${GS}17281031310200${'0125'}91OWN${GS}99${'Z'.repeat(90)}${GS}10LOTD42`,
    )
    expect(scan).toMatchObject({ gtin14: BOX, expiryDate: '2028-10-31', lotNumber: 'LOTD42' })
    expect(scan.elements.map(({ ai }) => ai)).toEqual([
      '01',
      '240',
      '414',
      '254',
      '20',
      '710',
      '17',
      '3102',
      '91',
      '99',
      '10',
    ])
    expect(scan.elements.find(({ ai }) => ai === '240')?.value).toBe('REF-7')
  })

  it('K17: an identifier whose second part is optional is read with and without it', () => {
    expect(read(`255${'4006381333931'}`).elements).toEqual([{ ai: '255', value: '4006381333931' }])
    expect(read(`255${'4006381333931'}0042`).elements).toEqual([{ ai: '255', value: '40063813339310042' }])
    expect(refused(`255${'4006381333931'}00A2`)).toMatchObject({ reason: 'bad-character', ai: '255' })
  })
})

describe('article numbers without a lot', () => {
  it('K16: one article has one number, printed as UPC-A, EAN-13 or GTIN-14', () => {
    for (const printed of ['614141200016', '0614141200016', '00614141200016', ']E00614141200016']) {
      expect(read(printed), printed).toMatchObject({ kind: 'ean', gtin14: '00614141200016', lotNumber: null })
    }
  })

  it('K16: an EAN-8 is padded like the others', () => {
    expect(read('96385074')).toMatchObject({ kind: 'ean', gtin14: '00000096385074' })
  })

  it('the box and the blister in it are two articles', () => {
    expect(read('10614141200013').gtin14).not.toBe(read('00614141200016').gtin14)
  })

  it('K16: a misread article number is refused and not taken for a lot', () => {
    expect(refused('1012345678901')).toMatchObject({ reason: 'check-digit', at: 12 })
    expect(refused('0614141200017').reason).toBe('check-digit')
    expect(refused('96385075').reason).toBe('check-digit')
    expect(refused(']E00614141200017').reason).toBe('check-digit')
    expect(refused(']E006141412X0017').reason).toBe('bad-character')
  })

  it('digits as long as an article number are elements when they hold a real date', () => {
    expect(read('172810311012')).toMatchObject({ kind: 'gs1', expiryDate: '2028-10-31', lotNumber: '12' })
  })
})

describe('a scanner set for another keyboard', () => {
  it('K8: characters that no label holds give the layout away', () => {
    expect(refused(`01${BOX}10QC½157`)).toMatchObject({ reason: 'keyboard-layout', at: 20 })
    expect(refused('à&éè"').reason).toBe('keyboard-layout')
  })

  it('K8: a prefix typed with the wrong bracket gives the layout away', () => {
    for (const raw of [`+d201${BOX}10A`, `$C101${BOX}10A`]) expect(refused(raw).reason, raw).toBe('keyboard-layout')
  })

  it('K8: a prefix whose bracket this keyboard does not type, or keeps for an accent, gives the layout away', () => {
    for (const raw of [`d201${BOX}10A`, `^d201${BOX}10A`, `C101${BOX}10A`])
      expect(refused(raw).reason, raw).toBe('keyboard-layout')
  })

  it('K8: digits typed on a French keyboard without the shift key give the layout away', () => {
    expect(refused('à&&àè&à&à&à&à&à&').reason).toBe('keyboard-layout')
  })

  it('K8: a prefix in the wrong case shows that caps lock is on', () => {
    for (const raw of [`]D201${BOX}10lot`, `]c101${BOX}10lot`, `]E001${BOX}10lot`]) {
      expect(refused(raw), raw).toMatchObject({ reason: 'keyboard-layout', detail: 'caps-lock' })
    }
  })
})
