import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchRecall, type RecallableLot } from '#domain/lot/recall-match.ts'
import { isExpired, judgeUse, nearExpiry, type StockLot, totalsByLot, usability } from '#domain/lot/stock.ts'

const seed = { seed: 20261126 }
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/Santiago']
const DAY = 86_400_000
const START = Date.parse('2026-01-01T00:00:00Z')

const dateAfter = (days: number): string => Temporal.PlainDate.from('2026-01-01').add({ days }).toString()

const lots: fc.Arbitrary<StockLot> = fc.record({
  lotId: fc.constantFrom('a', 'b', 'c'),
  productId: fc.constant('heron'),
  productName: fc.constant('Heron DN 0.30×50'),
  lotNumber: fc.constantFrom('24H07A', 'B-2207', null),
  expiryDate: fc.option(fc.integer({ min: -30, max: 400 }).map(dateAfter)),
  status: fc.constantFrom('active', 'quarantined', 'recalled'),
  received: fc.boolean(),
  onHand: fc.integer({ min: -5, max: 120 }),
  withinReach: fc.integer({ min: 0, max: 120 }),
})

const moments = fc.record({
  nowMs: fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minutes) => START + minutes * 60_000),
  zone: fc.constantFrom(...ZONES),
})

describe('using lots in general', () => {
  it('Z1: what a plan refuses is exactly what a fact records as a deviation', () => {
    fc.assert(
      fc.property(lots, moments, fc.integer({ min: 0, max: 150 }), (lot, { nowMs, zone }, quantity) => {
        const plan = usability(lot, { quantity, nowMs, zone })
        const { deviations } = judgeUse(lot, { quantity, usedAtMs: nowMs, zone })
        expect(plan.ok).toBe(deviations.length === 0)
        if (!plan.ok)
          expect(deviations[0]?.kind).toBe(
            { empty: 'lot-short', 'not-enough': 'lot-short', 'unknown-lot': 'lot-unknown' }[plan.reason as string] ??
              `lot-${plan.reason}`,
          )
        expect(new Set(deviations.map(({ kind }) => kind)).size).toBe(deviations.length)
      }),
      seed,
    )
  })

  it('Z1: a recalled or expired lot is never usable, however many needles are left', () => {
    fc.assert(
      fc.property(lots, moments, (lot, moment) => {
        const plan = usability(lot, { quantity: 1, ...moment })
        const expired = lot.expiryDate !== null && isExpired(lot.expiryDate, moment)
        if (lot.status !== 'active' || !lot.received || expired) expect(plan.ok).toBe(false)
        if (plan.ok) expect(lot.onHand).toBeGreaterThan(0)
      }),
      seed,
    )
  })

  it('K11: a lot expires at one instant, the end of its last day in the zone, and stays expired', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 364 }),
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 40 }),
        (days, zone, more) => {
          const expiryDate = dateAfter(days)
          const endMs = Temporal.PlainDate.from(expiryDate).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
          expect(isExpired(expiryDate, { nowMs: endMs - 1, zone })).toBe(false)
          expect(isExpired(expiryDate, { nowMs: endMs + more * DAY, zone })).toBe(true)
          expect(nearExpiry(expiryDate, { nowMs: endMs - 1, zone, warnDays: 30 })).toEqual({
            state: 'last-day',
            daysLeft: 0,
          })
          expect(nearExpiry(expiryDate, { nowMs: endMs, zone, warnDays: 30 }).state).toBe('expired')
        },
      ),
      seed,
    )
  })

  it('K23: the order of lines does not change their sums, and nothing is lost', () => {
    const lines = fc.array(fc.record({ lotId: fc.constantFrom('a', 'b', 'c'), quantity: fc.nat(50) }), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(lines, (given) => {
        const totals = totalsByLot(given)
        const back = totalsByLot(given.toReversed())
        expect(new Map([...back].sort())).toEqual(new Map([...totals].sort()))
        const sum = (quantities: Iterable<number>) => [...quantities].reduce((a, b) => a + b, 0)
        expect(sum(totals.values())).toBe(sum(given.map(({ quantity }) => quantity)))
      }),
      seed,
    )
  })
})

describe('recalls in general', () => {
  const numbers = ['B0X10', 'BOX10', 'b0x1O', 'B-0X1I', 'C77', 'C-77', 'c77', 'D1']
  const clinicLots = fc
    .array(
      fc.record({
        productId: fc.constantFrom('heron', 'kestrel'),
        lotNumber: fc.constantFrom(...numbers, null),
        expiryDate: fc.constantFrom('2027-01-31', '2028-01-31', '2029-01-31', null),
        producedOn: fc.constantFrom('2025-01-31', null),
        diameterMm: fc.constantFrom(0.25, 0.3),
        lengthMm: fc.constantFrom(40, 50),
      }),
      { maxLength: 10 },
    )
    .map((list): RecallableLot[] => list.map((lot, i) => ({ lotId: String(i), ...lot })))
  const notices = fc.record({
    productIds: fc.subarray(['heron', 'kestrel']),
    lotNumbers: fc.subarray(numbers),
    diameterMm: fc.constantFrom(null, null, 0.3),
    lengthMm: fc.constantFrom(null, null, 50),
    expiryFrom: fc.constantFrom(null, '2027-06-01'),
    expiryTo: fc.constantFrom(null, '2028-06-01'),
    producedFrom: fc.constantFrom(null, null, '2025-01-01'),
    producedTo: fc.constantFrom(null, null, '2025-01-30'),
  })

  it('a lot is reached, nearly reached or not: never two of these', () => {
    fc.assert(
      fc.property(notices, clinicLots, (notice, own) => {
        const result = matchRecall(notice, own)
        if (!result.ok) return
        const near = result.nearMisses.map(({ lotId }) => lotId)
        expect(new Set([...result.lotIds, ...near]).size).toBe(result.lotIds.length + near.length)
      }),
      seed,
    )
  })

  it('a lot whose very number is named is always listed somewhere', () => {
    fc.assert(
      fc.property(notices, clinicLots, (notice, own) => {
        const result = matchRecall(notice, own)
        if (!result.ok) return
        const listed = new Set([...result.lotIds, ...result.nearMisses.map(({ lotId }) => lotId)])
        for (const { lotNumber, lotId } of own)
          if (lotNumber !== null && notice.lotNumbers.includes(lotNumber)) expect(listed).toContain(lotId)
      }),
      seed,
    )
  })

  it('Z1: a lot of unknown number is listed whenever all that is known of it fits', () => {
    fc.assert(
      fc.property(notices, clinicLots, (notice, own) => {
        const result = matchRecall(notice, own)
        if (!result.ok) return
        const listed = new Set([...result.lotIds, ...result.nearMisses.map(({ lotId }) => lotId)])
        for (const { lotId, productId, diameterMm, lengthMm, ...known } of own) {
          const named =
            (notice.productIds.length === 0 || notice.productIds.includes(productId)) &&
            (notice.diameterMm ?? diameterMm) === diameterMm &&
            (notice.lengthMm ?? lengthMm) === lengthMm
          const unknown = known.lotNumber === null && known.expiryDate === null && known.producedOn === null
          if (named && unknown) expect(listed).toContain(lotId)
        }
      }),
      seed,
    )
  })

  it('a notice that says less never reaches fewer lots', () => {
    fc.assert(
      fc.property(notices, clinicLots, (notice, own) => {
        const narrow = matchRecall(notice, own)
        const wide = matchRecall({ ...notice, expiryFrom: null, expiryTo: null }, own)
        if (!narrow.ok || !wide.ok) return
        for (const lotId of narrow.lotIds) expect(wide.lotIds).toContain(lotId)
      }),
      seed,
    )
  })

  it('the order in which lots are looked at changes nothing', () => {
    fc.assert(
      fc.property(notices, clinicLots, (notice, own) => {
        const forth = matchRecall(notice, own)
        const back = matchRecall(notice, own.toReversed())
        if (forth.ok && back.ok) expect([...back.lotIds].sort()).toEqual([...forth.lotIds].sort())
        expect(back.ok).toBe(forth.ok)
      }),
      seed,
    )
  })
})
