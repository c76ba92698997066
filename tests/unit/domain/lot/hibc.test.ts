import { describe, expect, it } from 'vitest'
import { hibcCheckCharacter } from '#domain/lot/check-digit.ts'
import { parseScan } from '#domain/lot/gs1.ts'

const parse = (raw: string) => parseScan(raw, { today: '2026-11-26' })

/** Closes a label with the check character that its maker would have printed. */
const closed = (text: string): string => text + hibcCheckCharacter(text)

describe('HIBC labels', () => {
  it('reads the published sample: article, expiry by day of the year, lot, production date and serial', () => {
    expect(parse('+A99912345/$$52001510X3/16D20111212/S77DE1G45-')).toEqual({
      ok: true,
      kind: 'hibc',
      gtin14: null,
      hibc: { labeler: 'A999', product: '1234', unitOfMeasure: '5' },
      lotNumber: '10X3',
      expiryDate: '2020-01-15',
      productionDate: '2011-12-12',
      serial: '77DE1G45',
      count: null,
      elements: [
        { ai: '+', value: 'A99912345' },
        { ai: '$$', value: '52001510X3' },
        { ai: '16D', value: '20111212' },
        { ai: 'S', value: '77DE1G45' },
      ],
      warnings: [],
    })
  })

  it('reads the demo label', () => {
    expect(parse('+A9990001/$$3281031LOTD427')).toMatchObject({
      ok: true,
      hibc: { labeler: 'A999', product: '000', unitOfMeasure: '1' },
      expiryDate: '2028-10-31',
      lotNumber: 'LOTD42',
    })
  })

  it.each([
    ['$$1028LOT', '2028-10-31', 'LOT'],
    ['$$0228LOT', '2028-02-29', 'LOT'],
    ['$$2103128LOT', '2028-10-31', 'LOT'],
    ['$$3281031LOT', '2028-10-31', 'LOT'],
    ['$$428103112LOT', '2028-10-31', 'LOT'],
    ['$$528305LOT', '2028-10-31', 'LOT'],
    ['$$62830512LOT', '2028-10-31', 'LOT'],
    ['$$7LOT', null, 'LOT'],
    ['$LOT', null, 'LOT'],
    ['28305LOT', '2028-10-31', 'LOT'],
  ])('reads the secondary form %s', (secondary, expiryDate, lotNumber) => {
    expect(parse(closed(`+A9990001/${secondary}`))).toMatchObject({ ok: true, expiryDate, lotNumber })
  })

  it.each([
    ['$$8243281031LOT', 24, '2028-10-31'],
    ['$$9001003281031LOT', 100, '2028-10-31'],
    ['$$8247LOT', 24, null],
    ['$$824LOT', 24, null],
  ])('reads the quantity of %s', (secondary, count, expiryDate) => {
    expect(parse(closed(`+A9990001/${secondary}`))).toMatchObject({ ok: true, count, expiryDate, lotNumber: 'LOT' })
  })

  it('reads a serial number behind a plus sign', () => {
    expect(parse(closed('+A9990001/$$+3281031SN1'))).toMatchObject({ serial: 'SN1', lotNumber: null })
    expect(parse(closed('+A9990001/$+SN1'))).toMatchObject({ serial: 'SN1', lotNumber: null })
  })

  it('reads an article alone, which carries no lot', () => {
    expect(parse(closed('+A9990001'))).toMatchObject({ ok: true, hibc: { product: '000' }, lotNumber: null })
  })

  it('reads the second barcode of a pair, which names no article', () => {
    const article = closed('+A9990001')
    const second = closed(`+$$3281031LOT${article.at(-1)}`)
    expect(parse(second)).toMatchObject({ ok: true, hibc: null, lotNumber: 'LOT', expiryDate: '2028-10-31' })
  })

  it('reads expiry and quantity given behind the lot, and keeps what it does not know', () => {
    const scan = parse(closed('+A9990001/$LOT/14D20281031/Q100/ZWHAT'))
    expect(scan).toMatchObject({ ok: true, lotNumber: 'LOT', expiryDate: '2028-10-31', count: 100 })
    expect(scan.ok && scan.elements.at(-1)).toEqual({ ai: '/', value: 'ZWHAT' })
  })

  it('K7: reads a label between asterisks', () => {
    expect(parse('*+A9990001/$$3281031LOTD427*\r')).toMatchObject({ ok: true, lotNumber: 'LOTD42' })
  })

  it('a check character that is a space survives', () => {
    const text = Array.from({ length: 43 }, (_, i) => `+A99900${i}1`).find((t) => hibcCheckCharacter(t) === ' ')
    expect(parse(`${text} \r\n`)).toMatchObject({ ok: true, kind: 'hibc' })
  })

  it.each([
    ['a wrong check character', '+A9990001/$$3281031LOTD428', 'check-digit', 25],
    ['small letters', '+a9990001/$$3281031LOTD427', 'bad-character', 1],
    ['a character outside the set', '+A9990001/$$3281031L_TD427', 'bad-character', 20],
    ['almost nothing', '+A9', 'too-short', 3],
    ['an article without a level', closed('+A999'), 'not-a-label', 1],
    ['month 13', closed('+A9990001/$$3281331LOT'), 'bad-date', 13],
    ['day 366 of a common year', closed('+A9990001/$$527366LOT'), 'bad-date', 13],
    ['letters in the date', closed('+A9990001/$$328X031LOT'), 'bad-date', 13],
    ['a date cut off', closed('+A9990001/$$32810'), 'too-short', 17],
    ['a lot of 19 characters', closed(`+A9990001/$${'A'.repeat(19)}`), 'too-long', 29],
    ['a sign inside a lot', closed('+A9990001/$LO$T'), 'bad-character', 13],
    ['a production date that is none', closed('+A9990001/$LOT/16D20111312'), 'bad-date', 18],
    ['a production date with letters', closed('+A9990001/$LOT/16D2011'), 'bad-date', 18],
  ])('refuses %s', (_, raw, reason, at) => {
    expect(parse(raw)).toMatchObject({ ok: false, reason, at })
  })
})
