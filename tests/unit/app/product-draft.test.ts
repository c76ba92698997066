import { describe, expect, it } from 'vitest'
import { draftOf, draftProblems, numberIn, wishOf } from '../../../src/app/(staff)/stock/products/product-draft.ts'

const filled = { ...draftOf(null), brand: 'Ibis', name: 'Soft', diameterMm: '0,20', lengthMm: '13' }

describe('a needle while it is typed', () => {
  it('lacks its brand, name and size at first, and nothing else', () => {
    expect(draftProblems(draftOf(null))).toEqual({
      ...{ brand: 'missing', name: 'missing', diameterMm: [0.05, 1], lengthMm: [1, 150] },
    })
    expect(draftProblems(filled)).toEqual({})
  })

  it('takes millimetres with a point or a comma, and nothing that only begins like a number', () => {
    expect(numberIn('0,25', 0.05, 1)).toBe(0.25)
    expect(numberIn(' 0.25 ', 0.05, 1)).toBe(0.25)
    for (const text of ['0.25mm', '1/4', '', '2', '-0.2']) expect(numberIn(text, 0.05, 1), text).toBeNull()
  })

  it('has its numbers filled in by a scan of a box that nobody knows', () => {
    const draft = draftOf(null, { gtin14: '00614141999996', hibc: null })
    expect(draft.numbers).toMatchObject([{ gtin: '00614141999996', level: 'box', units: '' }])
    expect(draftProblems(draft)).toMatchObject({ 'numbers.0.units': [1, 1_000_000] })
    expect(draftOf(null, { gtin14: null, hibc: 'A999000' }).hibc).toBe('A999000')
  })

  it('is sent as it is meant: a single needle is one, names of the size are apart, nothing is null', () => {
    const numbers = [{ key: 'k', gtin: '0614 1410 0003', level: 'unit' as const, units: '' }]
    expect(wishOf({ ...filled, gauges: '#3, 36 g,', hibc: '+a999000', numbers })).toMatchObject({
      ...{ diameterMm: 0.2, gauges: ['#3', '36 g'], hibc: 'A999000', unitsPerBox: null, tube: null },
      numbers: [{ gtin: '061414100003', level: 'unit', units: 1 }],
    })
  })
})
