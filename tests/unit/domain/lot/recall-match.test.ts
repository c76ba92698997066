import { describe, expect, it } from 'vitest'
import { matchRecall, type RecallableLot, type RecallNotice } from '#domain/lot/recall-match.ts'

const MADE = { producedOn: null, diameterMm: 0.3, lengthMm: 50 }
const SAYS_NOTHING: RecallNotice = {
  ...{ productIds: [], lotNumbers: [], diameterMm: null, lengthMm: null },
  ...{ expiryFrom: null, expiryTo: null, producedFrom: null, producedTo: null },
}

const lot = (
  lotId: string,
  productId: string,
  lotNumber: string | null,
  expiryDate: string | null = '2028-10-31',
  more: Partial<RecallableLot> = {},
): RecallableLot => ({ lotId, productId, lotNumber, expiryDate, ...MADE, ...more })

const LOTS = [
  lot('a', 'heron-30x50', 'B0X10'),
  lot('b', 'heron-30x50', 'BOX1O'),
  lot('c', 'heron-30x50', 'b0x10'),
  lot('d', 'heron-30x50', 'B0X-I0'),
  lot('e', 'kestrel-25x40', 'B0X10'),
  lot('f', 'heron-30x50', 'C77', '2027-03-31'),
]

const match = (notice: Partial<RecallNotice>, lots: readonly RecallableLot[] = LOTS) => {
  const result = matchRecall({ ...SAYS_NOTHING, ...notice }, lots)
  if (!result.ok) throw new Error(result.reason)
  return result
}

describe('which lots a recall reaches', () => {
  it('the lot it names, of the product it names', () => {
    expect(match({ productIds: ['heron-30x50'], lotNumbers: ['B0X10'] }).lotIds).toEqual(['a'])
  })

  it('every lot of the product when no number is given', () => {
    expect(match({ productIds: ['heron-30x50'] })).toEqual({
      ok: true,
      lotIds: ['a', 'b', 'c', 'd', 'f'],
      nearMisses: [],
    })
  })

  it('the number on any product when no product is given', () => {
    expect(match({ lotNumbers: ['B0X10'] }).lotIds).toEqual(['a', 'e'])
  })

  it('product and expiry alone, both days inclusive, because some notices name no lot', () => {
    const heron = { productIds: ['heron-30x50'] }
    expect(match({ ...heron, expiryFrom: '2027-03-31', expiryTo: '2027-03-31' }).lotIds).toEqual(['f'])
    expect(match({ ...heron, expiryFrom: '2027-04-01', expiryTo: '2028-10-30' }).lotIds).toEqual([])
    expect(match({ ...heron, expiryFrom: '2027-04-01' }).lotIds).toEqual(['a', 'b', 'c', 'd'])
    expect(match({ expiryTo: '2028-01-01' }).lotIds).toEqual(['f'])
  })

  it('a size and the days on which it was made, because a real notice of 2008 said no more than that', () => {
    const made = [
      lot('g', 'heron-30x50', 'G1', '2028-10-31', { producedOn: '2025-03-01' }),
      lot('h', 'heron-35x75', 'H1', '2028-10-31', { producedOn: '2025-03-01', diameterMm: 0.35, lengthMm: 75 }),
      lot('i', 'heron-30x50', 'I1', '2028-10-31', { producedOn: '2025-06-01' }),
      lot('k', 'heron-30x50', 'K1'),
    ]
    const notice = { diameterMm: 0.3, lengthMm: 50, producedFrom: '2025-01-01', producedTo: '2025-03-31' }
    expect(match(notice, made)).toEqual({
      ok: true,
      lotIds: ['g'],
      nearMisses: [{ lotId: 'k', why: 'not-known', noticeNumber: null }],
    })
    expect(match({ lengthMm: 75 }, made).lotIds).toEqual(['h'])
  })

  it('several lots at once', () => {
    expect(match({ lotNumbers: ['C77', ' B0X10 '], productIds: ['heron-30x50'] }).lotIds).toEqual(['a', 'f'])
  })

  it('a notice that names nothing reaches nothing, and says so', () => {
    expect(matchRecall(SAYS_NOTHING, LOTS)).toEqual({
      ok: false,
      reason: 'notice-names-nothing',
    })
  })
})

describe('lots that only nearly fit', () => {
  it('numbers that people mistake for it are listed apart, not taken in and not left out', () => {
    const { nearMisses } = match({ productIds: ['heron-30x50'], lotNumbers: ['B0X10'] })
    expect(nearMisses).toEqual([
      { lotId: 'b', why: 'look-alike', noticeNumber: 'B0X10' },
      { lotId: 'c', why: 'look-alike', noticeNumber: 'B0X10' },
      { lotId: 'd', why: 'look-alike', noticeNumber: 'B0X10' },
      { lotId: 'e', why: 'other-product', noticeNumber: 'B0X10' },
    ])
  })

  it('the right number with another expiry is listed too', () => {
    const { lotIds, nearMisses } = match({ lotNumbers: ['C77'], expiryFrom: '2028-01-01' })
    expect(lotIds).toEqual([])
    expect(nearMisses).toEqual([{ lotId: 'f', why: 'other-expiry', noticeNumber: 'C77' }])
  })

  it('a look-alike on another product is none', () => {
    expect(match({ productIds: ['kestrel-25x40'], lotNumbers: ['C-77'] }).nearMisses).toEqual([])
  })

  it('numbers made of signs alone do not look alike', () => {
    expect(match({ lotNumbers: ['--'] }, [lot('x', 'p', '//')]).nearMisses).toEqual([])
  })

  it('no lot is listed twice', () => {
    const { lotIds, nearMisses } = match({ lotNumbers: ['B0X10', 'BOX1O'] })
    const all = [...lotIds, ...nearMisses.map(({ lotId }) => lotId)]
    expect(new Set(all).size).toBe(all.length)
    expect(lotIds).toEqual(['a', 'b', 'e'])
  })
})

describe('Z1: a lot of which too little is known', () => {
  const numberless = lot('x', 'heron-30x50', null)
  const dateless = lot('y', 'heron-30x50', 'C99', null)
  const lots = [...LOTS, numberless, dateless]
  const near = (notice: Partial<RecallNotice>) =>
    match(notice, lots).nearMisses.filter(({ why }) => why === 'not-known')

  it('is set before a person when the notice names numbers or dates that nobody knows of it', () => {
    expect(near({ productIds: ['heron-30x50'], lotNumbers: ['B0X10'] })).toEqual([
      { lotId: 'x', why: 'not-known', noticeNumber: null },
    ])
    expect(near({ lotNumbers: ['C99'], expiryTo: '2027-12-31' })).toEqual([
      { lotId: 'y', why: 'not-known', noticeNumber: 'C99' },
    ])
    expect(near({ productIds: ['heron-30x50'], expiryFrom: '2028-01-01' })).toEqual([
      { lotId: 'y', why: 'not-known', noticeNumber: null },
    ])
  })

  it('is reached by what the notice says of it, and left alone by what cannot be meant', () => {
    const { lotIds } = match({ productIds: ['heron-30x50'] }, lots)
    expect(lotIds).toContain('x')
    expect(lotIds).toContain('y')
    expect(near({ productIds: ['kestrel-25x40'], lotNumbers: ['B0X10'] })).toEqual([])
    expect(near({ lotNumbers: ['B0X10'], expiryTo: '2027-12-31' })).toEqual([])
  })
})
