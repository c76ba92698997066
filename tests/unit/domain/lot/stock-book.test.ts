import { describe, expect, it } from 'vitest'
import type { StockLot } from '#domain/lot/stock.ts'
import {
  countDifference,
  decideMove,
  decideRelease,
  decideSettingAside,
  firstExpiring,
  signsOf,
} from '#domain/lot/stock-book.ts'

const moment = { nowMs: Date.parse('2026-11-26T11:00:00Z'), zone: 'Europe/Berlin' }
const heron: StockLot = {
  ...{ lotId: 'lot-1', productId: 'heron', productName: 'Heron DN 0.30×50', lotNumber: '24H07A' },
  ...{ expiryDate: '2028-10-31', status: 'active', received: true, onHand: 60, withinReach: 60 },
}

describe('carrying needles about', () => {
  const move = (lot: Partial<StockLot>, how: Partial<Parameters<typeof decideMove>[1]> = {}) =>
    decideMove(
      { ...heron, ...lot },
      { fromPlaceId: 'store', toPlaceId: 'room', toKind: 'room', onHandThere: 60, quantity: 10, ...how },
      moment,
    )

  it('a good box goes where there is need of it, as far as there is enough of it', () => {
    expect(move({})).toBeNull()
    expect(move({}, { quantity: 61 })).toEqual({ reason: 'not-enough-there', onHand: 60, quantity: 61 })
    expect(move({}, { toPlaceId: 'store' })).toEqual({ reason: 'same-place' })
  })

  it('K25: what may not be used goes into no room and no bag, and back into a store', () => {
    const bad: [Partial<StockLot>, string][] = [
      [{ status: 'recalled' }, 'recalled'],
      [{ status: 'quarantined' }, 'quarantined'],
      [{ expiryDate: '2026-11-25' }, 'expired'],
      [{ received: false }, 'unknown-lot'],
    ]
    for (const [lot, reason] of bad) {
      expect(move(lot)).toMatchObject({ reason })
      expect(move(lot, { toKind: 'bag' })).toMatchObject({ reason })
      expect(move(lot, { toKind: 'store' })).toBeNull()
    }
    // K11: to the end of its last day
    expect(move({ expiryDate: '2026-11-26' })).toBeNull()
  })
})

describe('setting aside and releasing', () => {
  const release = (lot: Partial<StockLot>) => decideRelease({ ...heron, status: 'quarantined', ...lot }, moment)

  it('a lot in use is set aside once', () => {
    expect(decideSettingAside(heron)).toBeNull()
    expect(decideSettingAside({ ...heron, status: 'quarantined' })).toEqual({ reason: 'already-set-aside' })
    expect(decideSettingAside({ ...heron, status: 'recalled' })).toEqual({ reason: 'already-set-aside' })
  })

  it('only what may be used again is released', () => {
    expect(release({})).toBeNull()
    expect(release({ onHand: 0 })).toBeNull()
    expect(release({ status: 'active' })).toEqual({ reason: 'not-set-aside' })
    expect(release({ status: 'recalled' })).toMatchObject({ reason: 'recalled' })
    expect(release({ expiryDate: '2026-11-25' })).toMatchObject({ reason: 'expired' })
    expect(release({ expiryDate: null })).toEqual({ reason: 'expiry-not-known' })
    expect(release({ expiryDate: null, received: false })).toMatchObject({ reason: 'unknown-lot' })
  })
})

describe('counting', () => {
  it('what was used since it was counted is not counted twice, and never leaves less than nothing', () => {
    expect(countDifference({ onHand: 60, seen: 60, counted: 57 })).toBe(-3)
    expect(countDifference({ onHand: 55, seen: 60, counted: 57 })).toBe(-3)
    expect(countDifference({ onHand: 55, seen: 60, counted: 60 })).toBe(0)
    expect(countDifference({ onHand: 3, seen: 60, counted: 57 })).toBe(0 - 3)
    expect(countDifference({ onHand: 2, seen: 60, counted: 57 })).toBeNull()
  })
})

describe('what stands out', () => {
  const lot = { status: 'active', expiry: 'fine', onHand: 10, idleDays: 3 } as const
  const signs = (change: Partial<Parameters<typeof signsOf>[0]>) =>
    signsOf({ ...lot, ...change }, { deadAfterDays: 180 })

  it('is what expired, expires soon, is set aside or lies about; of what is used up nothing', () => {
    expect(signs({})).toEqual([])
    expect(signs({ expiry: 'expired', status: 'quarantined' })).toEqual(['expired', 'set-aside'])
    expect(signs({ expiry: 'last-day' })).toEqual(['near-expiry'])
    expect(signs({ idleDays: 180, expiry: 'near' })).toEqual(['near-expiry', 'dead'])
    expect(signs({ expiry: 'expired', onHand: 0 })).toEqual([])
  })

  it('what expires first is opened first, of two of one day the smaller rest; never what may not be used', () => {
    const lots: StockLot[] = [
      { ...heron, lotId: 'late', expiryDate: '2029-01-31' },
      { ...heron, lotId: 'full', expiryDate: '2027-01-31', onHand: 90 },
      { ...heron, lotId: 'rest', expiryDate: '2027-01-31', onHand: 4, withinReach: 4 },
      { ...heron, lotId: 'gone', expiryDate: '2026-11-01' },
      { ...heron, lotId: 'aside', expiryDate: '2026-12-01', status: 'quarantined' },
      { ...heron, lotId: 'away', expiryDate: '2026-12-01', withinReach: 0 },
    ]
    expect(firstExpiring(lots, moment).map(({ lotId }) => lotId)).toEqual(['rest', 'full', 'late'])
  })
})
