import { describe, expect, it } from 'vitest'
import { type KnownNeedle, type NeedleOnPaper, productDoubts, productFaults } from '#domain/lot/product.ts'

const kestrel: NeedleOnPaper = {
  brand: 'Kestrel',
  name: 'J 0.25×40',
  diameterMm: 0.25,
  lengthMm: 40,
  reference: 'KE-00033',
  unitsPerBlister: 1,
  unitsPerBox: 100,
  hibc: null,
  numbers: [
    { gtin: '0614141100033', level: 'unit', units: 1 },
    { gtin: '10614141100030', level: 'box', units: 100 },
  ],
}
const known = (more: Partial<KnownNeedle> = {}): KnownNeedle => ({
  productId: 'known',
  brand: 'Kestrel',
  name: 'J 0.25×40',
  diameterMm: 0.25,
  lengthMm: 40,
  reference: '',
  hibc: null,
  gtin14s: [],
  ...more,
})
const doubts = (needle: Partial<NeedleOnPaper>, ...others: KnownNeedle[]) =>
  productDoubts({ ...kestrel, ...needle }, others).map(({ why }) => why)

describe('a needle as it is written down', () => {
  it('is sound when its packs hold one another', () => {
    expect(productFaults(kestrel)).toEqual([])
  })

  it('K16: has article numbers with right check digits, each once however it was printed', () => {
    const numbers = [
      { gtin: '10614141100031', level: 'box', units: 100 },
      { gtin: '614141100033', level: 'unit', units: 1 },
      { gtin: '00614141100033', level: 'blister', units: 5 },
    ] as const
    expect(productFaults({ ...kestrel, numbers })).toEqual([
      { field: 'numbers.0.gtin', fault: 'no-article-number' },
      { field: 'numbers.2.gtin', fault: 'number-twice' },
    ])
  })

  it('has packs that hold more the larger they are, and single needles that are one', () => {
    const numbers = [
      { gtin: '0614141100033', level: 'unit', units: 5 },
      { gtin: '10614141100030', level: 'box', units: 2 },
    ] as const
    expect(productFaults({ ...kestrel, numbers })).toEqual([
      { field: 'numbers.0.units', fault: 'unit-is-one' },
      { field: 'numbers.1.units', fault: 'fewer-than-smaller-pack' },
    ])
    expect(productFaults({ ...kestrel, unitsPerBlister: 10, unitsPerBox: 5 })).toEqual([
      { field: 'unitsPerBlister', fault: 'blister-beyond-box' },
    ])
  })

  it('has an HIBC number of labeler and product, or none', () => {
    expect(productFaults({ ...kestrel, hibc: 'A999000' })).toEqual([])
    for (const hibc of ['a999000', 'A99', '9A99000', 'A999-00', ''])
      expect(productFaults({ ...kestrel, hibc }), hibc).toEqual([{ field: 'hibc', fault: 'no-hibc' }])
  })
})

describe('a needle that may be there already', () => {
  it('is named by its article number, whatever it is called', () => {
    expect(doubts({}, known({ name: 'Other', gtin14s: ['00614141100033'] }))).toEqual(['same-number'])
    expect(doubts({ hibc: 'A999000' }, known({ name: 'Other', hibc: 'A999000' }))).toEqual(['same-number'])
  })

  it('is the same needle when only case, accents and signs differ', () => {
    expect(doubts({}, known({ brand: 'KESTRÉL', name: 'j-0,25 x 40' }))).toEqual(['near-name'])
    expect(doubts({}, known({ brand: 'KESTRÉL', name: 'j 0.25 ×40' }))).toEqual(['same-needle'])
  })

  it('is a near miss when a letter or two slipped, or O stands for 0', () => {
    expect(doubts({}, known({ brand: 'Kestral' }))).toEqual(['near-name'])
    expect(doubts({ brand: 'Kestrel O1' }, known({ brand: 'Kestrel 0l' }))).toEqual(['same-needle'])
  })

  it('is another needle of another size, or of a short name that differs', () => {
    expect(doubts({}, known({ diameterMm: 0.3 }))).toEqual([])
    expect(doubts({ brand: 'A', name: 'B' }, known({ brand: 'A', name: 'C' }))).toEqual([])
    expect(doubts({}, known({ brand: 'Heron', name: 'DN 0.25×40' }))).toEqual([])
  })

  it('is asked about when the maker gave both the same reference', () => {
    expect(doubts({}, known({ name: 'K', lengthMm: 30, reference: 'ke 00033' }))).toEqual(['same-reference'])
    expect(doubts({}, known({ brand: 'Heron', name: 'K', lengthMm: 30, reference: 'KE-00033' }))).toEqual([])
  })

  it('is asked about when its name says other millimetres', () => {
    expect(doubts({ diameterMm: 0.52 })).toEqual(['name-says-other-size'])
    expect(doubts({ name: 'J 0,25 x 40 mm' })).toEqual([])
    expect(doubts({ name: 'J 5 × 100' })).toEqual([])
  })

  it('the gravest stands first', () => {
    const others = [known({ productId: 'a', brand: 'Kestral' }), known({ productId: 'b', gtin14s: ['10614141100030'] })]
    expect(doubts({ diameterMm: 0.25 }, ...others)).toEqual(['same-number', 'near-name'])
  })
})
