import { describe, expect, it } from 'vitest'
import { parseScan } from '#domain/lot/gs1.ts'

const parse = (raw: string) => parseScan(raw, { today: '2026-11-26' })

describe('the text under a barcode, typed by hand', () => {
  it('K19: is read like the barcode', () => {
    expect(parse('(01)10614141200013(17)281031(10)LOTD42')).toMatchObject({
      ok: true,
      kind: 'gs1',
      gtin14: '10614141200013',
      expiryDate: '2028-10-31',
      lotNumber: 'LOTD42',
    })
  })

  it('may have spaces around the brackets, as people type', () => {
    expect(parse(' (01) 10614141200013 (17) 281031 (10) LOTD42 ')).toMatchObject({ ok: true, lotNumber: 'LOTD42' })
  })

  it('needs no separators, because the brackets say where a value ends', () => {
    expect(parse('(10)LOT17281031(01)10614141200013')).toMatchObject({ ok: true, lotNumber: 'LOT17281031' })
  })

  it('K19: a bracket inside a value is refused unless it is escaped', () => {
    expect(parse('(01)10614141200013(17)281031(10)AB(C')).toEqual({
      ok: false,
      reason: 'bad-character',
      ai: '10',
      at: 34,
      detail: 'bracket',
    })
    expect(parse('(01)10614141200013(17)281031(10)AB\\(C')).toMatchObject({ ok: true, lotNumber: 'AB(C' })
    expect(parse('(10)AB\\(01)C')).toMatchObject({ ok: true, lotNumber: 'AB(01)C' })
  })

  it('K19: forbidden pairs are refused here too', () => {
    expect(parse('(01)10614141200013(37)10')).toMatchObject({ ok: false, reason: 'invalid-pair' })
  })

  it('points at the character that is wrong', () => {
    expect(parse('(17)28x031')).toMatchObject({ ok: false, reason: 'bad-character', ai: '17', at: 6 })
    expect(parse('(17)281331')).toMatchObject({ ok: false, reason: 'bad-date', detail: 'month' })
    expect(parse('(10)A B')).toMatchObject({ ok: false, reason: 'bad-character', detail: 'space', at: 5 })
    expect(parse('(10)  A#B')).toMatchObject({ ok: false, reason: 'bad-character', at: 7 })
  })

  it('refuses unknown identifiers and missing values', () => {
    expect(parse('(89)1')).toMatchObject({ ok: false, reason: 'unknown-ai', ai: '89', at: 0 })
    expect(parse('(10)')).toMatchObject({ ok: false, reason: 'too-short', ai: '10', at: 4 })
    expect(parse('(01)106141(10)A')).toMatchObject({ ok: false, reason: 'too-short', ai: '01', at: 10 })
  })
})

describe('a GS1 Digital Link in a QR code', () => {
  it('is read like the other carriers', () => {
    expect(parse('https://id.gs1.org/01/10614141200013/10/24H07A?17=281000')).toMatchObject({
      ok: true,
      kind: 'gs1',
      gtin14: '10614141200013',
      lotNumber: '24H07A',
      expiryDate: '2028-10-31',
    })
  })

  it('may live anywhere on the maker’s web site, in capitals, with other parameters and a fragment', () => {
    const link = 'HTTPS://needles.example/de/shop/01/0614141200016/10/A1/21/7?utm=x&17=281031;lang=de#top'
    expect(parse(link)).toMatchObject({ ok: true, gtin14: '00614141200016', lotNumber: 'A1', serial: '7' })
  })

  it.each(['', ']Q1', ']d1', '*]Q1'])('is read behind what the scanner puts before it: %j', (before) => {
    const link = 'https://id.gs1.org/01/10614141200013/10/24H07A?17=281031'
    expect(parse(`${before}${link}\r`)).toMatchObject({ ok: true, lotNumber: '24H07A', expiryDate: '2028-10-31' })
    const broken = `${before}https://id.gs1.org/01/10614141200013?17=281331`
    expect(parse(broken)).toMatchObject({ ok: false, reason: 'bad-date', at: broken.length - 6 })
  })

  it('undoes percent codes', () => {
    expect(parse('https://id.gs1.org/01/10614141200013/10/A%2FB%25')).toMatchObject({ ok: true, lotNumber: 'A/B%' })
  })

  it.each([
    ['https://example.org/shop', 'no-identifier'],
    ['https://example.org', 'no-identifier'],
    ['https://id.gs1.org/01/10614141200014', 'check-digit'],
    ['https://id.gs1.org/01/10614141200013/10/A%C3%A4', 'bad-character'],
    ['https://id.gs1.org/01/10614141200013/10/A%', 'bad-character'],
    ['https://id.gs1.org/01/10614141200013/10/A%20B', 'bad-character'],
    ['https://id.gs1.org/01/10614141200013?17=281331', 'bad-date'],
    ['https://id.gs1.org/01/10614141200013/8999/x', 'unknown-ai'],
    ['https://id.gs1.org/01/10614141200013?37=5', 'invalid-pair'],
  ])('refuses %s: %s', (link, reason) => {
    expect(parse(link)).toMatchObject({ ok: false, reason })
  })

  it('points into the link that was scanned', () => {
    const link = 'https://id.gs1.org/01/10614141200013?17=281331'
    expect(parse(`  ${link}\r\n`)).toMatchObject({ ok: false, at: 2 + link.indexOf('281331') })
  })
})
