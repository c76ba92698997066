import { describe, expect, it } from 'vitest'
import { parseScan } from '#domain/lot/gs1.ts'
import type { Scan } from '#domain/lot/scan.ts'
import {
  bookFaultOf,
  gateScan,
  isExpired,
  judgeFoundBox,
  judgeUse,
  nearExpiry,
  type ScanFacts,
  type StockLot,
  standingOf,
  totalsByLot,
  usability,
} from '#domain/lot/stock.ts'

const BERLIN = 'Europe/Berlin'
const at = (instant: string): number => Date.parse(instant)
const NOON = at('2026-11-26T11:00:00Z')

const heron: StockLot = {
  lotId: 'lot-1',
  productId: 'heron-30x50',
  productName: 'Heron DN 0.30×50',
  lotNumber: '24H07A',
  expiryDate: '2028-10-31',
  status: 'active',
  received: true,
  onHand: 60,
  withinReach: 60,
}

const named = { lotId: 'lot-1', lotNumber: '24H07A', productName: 'Heron DN 0.30×50' }

const use = (lot: Partial<StockLot>, quantity = 1, nowMs = NOON) =>
  usability({ ...heron, ...lot }, { quantity, nowMs, zone: BERLIN })

describe('whether a lot may be used', () => {
  it('a good lot may, to the last needle', () => {
    expect(use({})).toEqual({ ok: true })
    expect(use({}, 60)).toEqual({ ok: true })
  })

  it('a recalled lot may not, and the refusal names it', () => {
    expect(use({ status: 'recalled' })).toEqual({ ok: false, reason: 'recalled', ...named })
  })

  it('a quarantined lot may not', () => {
    expect(use({ status: 'quarantined' })).toEqual({ ok: false, reason: 'quarantined', ...named })
  })

  it('an expired lot may not, and the refusal says since when', () => {
    expect(use({ expiryDate: '2026-10-31' })).toEqual({
      ok: false,
      reason: 'expired',
      expiryDate: '2026-10-31',
      ...named,
    })
  })

  it('an empty lot may not, and too few needles are counted out', () => {
    expect(use({ onHand: 0 })).toEqual({ ok: false, reason: 'empty', ...named })
    expect(use({ onHand: -3 })).toMatchObject({ reason: 'empty' })
    expect(use({ onHand: 5 }, 6)).toEqual({ ok: false, reason: 'not-enough', onHand: 5, quantity: 6, ...named })
  })

  it('what lies in another room or bag may not, however much of it there is', () => {
    expect(use({ withinReach: 0 })).toEqual({ ok: false, reason: 'elsewhere', withinReach: 0, quantity: 1, ...named })
    expect(use({ withinReach: 5 }, 6)).toMatchObject({ reason: 'elsewhere', withinReach: 5, quantity: 6 })
    expect(use({ withinReach: 5 }, 5)).toEqual({ ok: true })
    expect(use({ onHand: 5, withinReach: 0 }, 6)).toMatchObject({ reason: 'not-enough' })
  })

  it('a lot that was only ever found in a visit may not, until it has been received', () => {
    const found = { received: false, status: 'quarantined', onHand: 0, expiryDate: null } as const
    expect(use(found)).toEqual({ ok: false, reason: 'unknown-lot', ...named })
    expect(use({ ...found, lotNumber: null })).toMatchObject({ reason: 'unknown-lot', lotNumber: null })
    expect(use({ ...found, status: 'recalled' })).toMatchObject({ reason: 'recalled' })
  })

  it('a last day that nobody knows is neither past nor to come', () => {
    expect(use({ status: 'quarantined', expiryDate: null })).toMatchObject({ reason: 'quarantined' })
    expect(use({ status: 'quarantined', expiryDate: '2020-01-31' })).toMatchObject({ reason: 'quarantined' })
  })

  it('the gravest reason is named first', () => {
    const bad = { expiryDate: '2020-01-31', onHand: 0 }
    expect(use({ ...bad, status: 'recalled' })).toMatchObject({ reason: 'recalled' })
    expect(use({ ...bad, status: 'quarantined' })).toMatchObject({ reason: 'quarantined' })
    expect(use(bad)).toMatchObject({ reason: 'expired' })
  })

  it('K25: even no needles at all may not come out of a recalled or expired lot', () => {
    expect(use({ status: 'recalled' }, 0)).toMatchObject({ reason: 'recalled' })
    expect(use({ expiryDate: '2020-01-31' }, 0)).toMatchObject({ reason: 'expired' })
    expect(use({ onHand: 0 }, 0)).toEqual({ ok: true })
  })

  it('a quantity that is no count of needles is a bug of the caller', () => {
    for (const quantity of [-1, 0.5, Number.NaN]) expect(() => use({}, quantity)).toThrow(RangeError)
  })
})

describe('the last day of a lot', () => {
  const onLastDay = (instant: string, zone = BERLIN) => isExpired('2026-11-26', { nowMs: at(instant), zone })

  it('K11: it may be used to the end of that day on the clinic’s clock', () => {
    expect(onLastDay('2026-11-25T23:00:00Z')).toBe(false)
    expect(onLastDay('2026-11-26T22:59:59.999Z')).toBe(false)
    expect(onLastDay('2026-11-26T23:00:00Z')).toBe(true)
  })

  it('K11: the clinic’s zone decides and not the server’s', () => {
    expect(onLastDay('2026-11-26T23:30:00Z', 'America/New_York')).toBe(false)
    expect(onLastDay('2026-11-26T18:20:00Z', 'Asia/Kathmandu')).toBe(true)
    expect(onLastDay('2026-11-26T18:10:00Z', 'Asia/Kathmandu')).toBe(false)
  })

  it('K10, K11: a lot labelled with a month may be used to that month’s last day', () => {
    const scan = parseScan('0110614141200013172611001024H07A', { today: '2026-11-26' }) as Scan
    const expiryDate = scan.expiryDate ?? ''
    expect(isExpired(expiryDate, { nowMs: at('2026-11-30T12:00:00Z'), zone: BERLIN })).toBe(false)
    expect(isExpired(expiryDate, { nowMs: at('2026-12-01T12:00:00Z'), zone: BERLIN })).toBe(true)
  })

  it('lists show how near it is', () => {
    const near = (expiryDate: string) => nearExpiry(expiryDate, { nowMs: NOON, zone: BERLIN, warnDays: 30 })
    expect(near('2026-11-25')).toEqual({ state: 'expired', daysLeft: -1 })
    expect(near('2026-11-26')).toEqual({ state: 'last-day', daysLeft: 0 })
    expect(near('2026-11-27')).toEqual({ state: 'near', daysLeft: 1 })
    expect(near('2026-12-26')).toEqual({ state: 'near', daysLeft: 30 })
    expect(near('2026-12-27')).toEqual({ state: 'fine', daysLeft: 31 })
  })

  it('a last day that nobody knows is said to be so', () => {
    expect(nearExpiry(null, { nowMs: NOON, zone: BERLIN, warnDays: 30 })).toEqual({ state: 'unknown', daysLeft: null })
  })

  it('days are counted on the calendar, not in hours, over a change of the clock', () => {
    const early = { nowMs: at('2031-03-29T22:30:00Z'), zone: BERLIN, warnDays: 30 }
    expect(nearExpiry('2031-03-31', early).daysLeft).toBe(2)
  })
})

describe('lines of one issue', () => {
  it('K23: are added up before they are compared with the stock', () => {
    const totals = totalsByLot([
      { lotId: 'lot-1', quantity: 50 },
      { lotId: 'lot-2', quantity: 7 },
      { lotId: 'lot-1', quantity: 30 },
      { lotId: 'lot-1', quantity: 20 },
    ])
    expect([...totals]).toEqual([
      ['lot-1', 100],
      ['lot-2', 7],
    ])
    expect(use({ onHand: 50 }, totals.get('lot-1'))).toMatchObject({ reason: 'not-enough', quantity: 100 })
  })

  it('a negative line cannot hide a large one', () => {
    expect(() => totalsByLot([{ lotId: 'lot-1', quantity: -50 }])).toThrow(RangeError)
  })
})

describe('scanning a box for use: a plan, so it is refused', () => {
  const RAW = `]d20110614141200013172810311024H07A`
  const product = { productId: 'heron-30x50', name: 'Heron DN 0.30×50' }
  const kestrel = { productId: 'kestrel-25x40', name: 'Kestrel J 0.25×40' }

  const gate = (change: Partial<ScanFacts> = {}) => {
    const raw = change.raw ?? RAW
    const scan = parseScan(raw, { today: '2026-11-26' })
    if (!scan.ok) throw new Error(scan.reason)
    const asked = { raw, scan, product, lot: heron, expected: null, previous: null, quantity: 1 }
    return gateScan({ ...asked, nowMs: NOON, zone: BERLIN, ...change })
  }

  it('a good lot of a known product is opened', () => {
    expect(gate()).toEqual({ ok: true, lot: heron, warnings: [] })
    expect(gate({ expected: product })).toMatchObject({ ok: true })
  })

  it('Z1: the recalled, the expired, the quarantined and the empty lot are refused by name and reason', () => {
    const lots: [Partial<StockLot>, string][] = [
      [{ status: 'recalled' }, 'recalled'],
      [{ status: 'quarantined' }, 'quarantined'],
      [{ expiryDate: '2026-10-31' }, 'expired'],
      [{ onHand: 0 }, 'empty'],
      [{ withinReach: 0 }, 'elsewhere'],
    ]
    for (const [change, reason] of lots) {
      expect(gate({ lot: { ...heron, ...change } })).toMatchObject({ ok: false, reason, ...named })
    }
  })

  it('Z8: another product than the one chosen is refused and both are named', () => {
    expect(gate({ expected: kestrel })).toEqual({
      ok: false,
      reason: 'wrong-product',
      productName: 'Heron DN 0.30×50',
      expectedName: 'Kestrel J 0.25×40',
    })
  })

  it('an article the clinic does not know is refused with its number', () => {
    expect(gate({ product: null, lot: null })).toEqual({ ok: false, reason: 'unknown-product', code: '10614141200013' })
    const hibc = { product: null, lot: null, raw: '+A9990001/$$3281031LOTD427' }
    expect(gate(hibc)).toEqual({ ok: false, reason: 'unknown-product', code: 'A999000' })
  })

  it('the second barcode of a pair names no article, so the first is asked for', () => {
    for (const raw of ['1728103110LOTD42', '+$$3281031LOT-W']) {
      expect(gate({ raw, product: null, lot: null }), raw).toEqual({ ok: false, reason: 'no-article' })
    }
  })

  it('Z8: a code without a lot asks for the lot and never takes the last one', () => {
    expect(gate({ raw: '10614141200013' })).toEqual({ ok: false, reason: 'no-lot-number', productName: product.name })
  })

  it('a lot that was never received is refused with its number', () => {
    expect(gate({ lot: null })).toEqual({
      ok: false,
      reason: 'unknown-lot',
      productName: product.name,
      lotNumber: '24H07A',
    })
  })

  it('a label with another expiry than the record is refused, because one of them is wrong', () => {
    expect(gate({ lot: { ...heron, expiryDate: '2029-10-31' } })).toEqual({
      ok: false,
      reason: 'other-expiry',
      ...named,
      labelDate: '2028-10-31',
      recordDate: '2029-10-31',
    })
    expect(gate({ raw: '01106141412000131024H07A' })).toMatchObject({ ok: true })
  })

  it('the same label twice within a second is one scan', () => {
    expect(gate({ previous: { raw: RAW, atMs: NOON - 999 } })).toEqual({ ok: false, reason: 'same-scan-twice' })
    expect(gate({ previous: { raw: RAW, atMs: NOON - 1000 } })).toMatchObject({ ok: true })
    expect(gate({ previous: { raw: 'another label', atMs: NOON } })).toMatchObject({ ok: true })
  })

  it('K1, K2: doubts about the label are passed on', () => {
    expect(gate({ raw: '01106141412000131024H07A\x1d21S17281031' })).toMatchObject({
      ok: true,
      warnings: [{ code: 'possible-missing-separator', ai: '21', hiddenAi: '17' }],
    })
  })
})

describe('a use that has happened: a fact, so it is always saved', () => {
  const judge = (change: Partial<StockLot>, quantity = 8, usedAtMs = NOON) =>
    judgeUse({ ...heron, ...change }, { quantity, usedAtMs, zone: BERLIN }).deviations

  it('the ordinary use broke nothing', () => {
    expect(judge({})).toEqual([])
    expect(judge({}, 60)).toEqual([])
  })

  it('Z1: needles of a lot recalled between insertion and saving are saved as a deviation', () => {
    expect(judge({ status: 'recalled' })).toEqual([{ kind: 'lot-recalled', lotId: 'lot-1', lotNumber: '24H07A' }])
  })

  it('every rule that was broken is named, not only the first', () => {
    const kinds = judge({ status: 'quarantined', expiryDate: '2026-10-31', onHand: 5 }).map(({ kind }) => kind)
    expect(kinds).toEqual(['lot-quarantined', 'lot-expired', 'lot-short'])
  })

  it('more needles than the ledger held are saved with how many are lacking', () => {
    expect(judge({ onHand: 5 })).toEqual([{ kind: 'lot-short', lotId: 'lot-1', lotNumber: '24H07A', shortBy: 3 }])
    expect(judge({ onHand: 0 })).toMatchObject([{ kind: 'lot-short', shortBy: 8 }])
    expect(judge({ onHand: -2 })).toMatchObject([{ kind: 'lot-short', shortBy: 8 }])
  })

  it('K11: expiry is judged when the needles went in, not when the note was written after midnight', () => {
    const lastDay = { expiryDate: '2026-11-26' }
    expect(judge(lastDay, 8, at('2026-11-26T22:50:00Z'))).toEqual([])
    expect(judge(lastDay, 8, at('2026-11-26T23:10:00Z'))).toMatchObject([{ kind: 'lot-expired' }])
  })

  it('Z1: nothing a lot can be makes the fact unrecordable', () => {
    for (const status of ['active', 'quarantined', 'recalled'] as const) {
      for (const expiryDate of ['1999-01-01', '2028-10-31']) {
        for (const onHand of [-5, 0, 1, 60]) {
          const { deviations } = judgeUse(
            { ...heron, status, expiryDate, onHand },
            { quantity: 8, usedAtMs: NOON, zone: BERLIN },
          )
          const usable = use({ status, expiryDate, onHand }, 8)
          expect(deviations.length === 0, `${status} ${expiryDate} ${onHand}`).toBe(usable.ok)
        }
      }
    }
  })
})

describe('a box whose needles are in already', () => {
  const judge = (change: Partial<StockLot>, labelDate: string | null = null) =>
    judgeFoundBox({ ...heron, ...change }, { labelDate, nowMs: NOON, zone: BERLIN }).deviations
  const kinds = (...of: Parameters<typeof judge>) => judge(...of).map(({ kind }) => kind)
  const found = { received: false, status: 'quarantined', onHand: 0, expiryDate: null } as const

  it('broke nothing when it turns out to be a good one', () => {
    expect(judge({})).toEqual([])
    expect(judge({}, '2028-10-31')).toEqual([])
  })

  it('Z1: is a deviation for whatever a scan would have been refused', () => {
    expect(kinds({ status: 'recalled' })).toEqual(['lot-recalled'])
    expect(kinds({ status: 'quarantined' })).toEqual(['lot-quarantined'])
    expect(kinds({ expiryDate: '2026-10-31' })).toEqual(['lot-expired'])
    expect(kinds({ onHand: 0 })).toEqual(['lot-short'])
    expect(kinds({}, '2029-10-31')).toEqual(['lot-other-expiry'])
    expect(kinds(found)).toEqual(['lot-unknown'])
    expect(kinds({ ...found, lotNumber: null }, '2029-10-31')).toEqual(['lot-unknown'])
  })

  it('asks for a look at the stock book only where the book is wrong, by the gravest fault', () => {
    const faultOf = (...of: Parameters<typeof judge>) => bookFaultOf(judge(...of))
    expect(faultOf(found)).toBe('lot-unknown')
    expect(faultOf({ onHand: 0 })).toBe('lot-short')
    expect(faultOf({ onHand: 0 }, '2029-10-31')).toBe('lot-other-expiry')
    for (const right of [{}, { status: 'recalled' }, { expiryDate: '2026-10-31' }] as const) {
      expect(faultOf(right)).toBeNull()
    }
  })

  it('is marked with what stands against it for as long as it does', () => {
    const standing = (change: Partial<StockLot>) => standingOf({ ...heron, ...change }, { nowMs: NOON, zone: BERLIN })
    expect(standing({})).toBe('usable')
    expect(standing({ status: 'recalled' })).toBe('recalled')
    expect(standing({ status: 'quarantined' })).toBe('quarantined')
    expect(standing({ expiryDate: '2026-10-31' })).toBe('expired')
    expect(standing({ onHand: 0 })).toBe('empty')
    expect(standing(found)).toBe('unknown-lot')
  })
})
