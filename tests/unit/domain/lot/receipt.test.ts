import { describe, expect, it } from 'vitest'
import { hibcCheckCharacter } from '#domain/lot/check-digit.ts'
import { parseScan } from '#domain/lot/gs1.ts'
import {
  addPack,
  joinLabels,
  judgeReceipt,
  needlesInPack,
  type PackScanned,
  producedOnLabel,
  type ReadLabel,
} from '#domain/lot/receipt.ts'
import type { StockLot } from '#domain/lot/stock.ts'

const BOX = '10614141200013'
const NOON = { nowMs: Date.parse('2026-11-26T11:00:00Z'), zone: 'Europe/Berlin' }

const read = (raw: string): ReadLabel => {
  const scan = parseScan(raw, { today: '2026-11-26' })
  if (!scan.ok) throw new Error(`${raw}: ${scan.reason}`)
  return { raw, scan }
}
const lot = (more: Partial<StockLot> = {}): StockLot => ({
  lotId: 'lot',
  productId: 'heron',
  productName: 'Heron DN 0.30×50',
  lotNumber: '24H07A',
  expiryDate: '2028-10-31',
  status: 'active',
  received: true,
  onHand: 40,
  withinReach: 40,
  ...more,
})
const judge = (expiryDate: string, of: StockLot | null = null) => judgeReceipt({ expiryDate, lot: of }, NOON)

describe('goods that come in', () => {
  it('are for use when nothing stands against them', () => {
    expect(judge('2028-10-31')).toEqual({ ok: true, setAside: null })
    expect(judge('2028-10-31', lot())).toEqual({ ok: true, setAside: null })
  })

  it('K26: are set aside when they are past their day, and K11: not on the very day', () => {
    expect(judge('2026-11-25')).toEqual({ ok: true, setAside: 'expired' })
    expect(judge('2026-11-26')).toEqual({ ok: true, setAside: null })
    expect(judge('2026-11-25', lot({ expiryDate: '2026-11-25' }))).toEqual({ ok: true, setAside: 'expired' })
  })

  it('are set aside with a lot that is recalled or set aside already', () => {
    expect(judge('2028-10-31', lot({ status: 'recalled' }))).toEqual({ ok: true, setAside: 'recalled' })
    expect(judge('2028-10-31', lot({ status: 'quarantined' }))).toEqual({ ok: true, setAside: 'quarantined' })
  })

  it('make a lot that was found in a visit a known one, unless it is expired or recalled', () => {
    const found = { received: false, status: 'quarantined', expiryDate: null } as const
    expect(judge('2028-10-31', lot(found))).toEqual({ ok: true, setAside: null })
    expect(judge('2026-10-31', lot(found))).toEqual({ ok: true, setAside: 'expired' })
    expect(judge('2028-10-31', lot({ ...found, status: 'recalled' }))).toEqual({ ok: true, setAside: 'recalled' })
  })

  it('K28: with another last day than the stock book has are looked at first', () => {
    expect(judge('2029-10-31', lot())).toMatchObject({
      ok: false,
      reason: 'other-expiry',
      labelDate: '2029-10-31',
      recordDate: '2028-10-31',
    })
  })
})

describe('how many needles a pack holds', () => {
  it('the clinic’s list says it by the article number, and a label that counts otherwise is shown', () => {
    expect(needlesInPack(read(`01${BOX}10A\u001d30100`).scan, 100)).toEqual({ needles: 100, otherCount: null })
    expect(needlesInPack(read(`01${BOX}10A\u001d3050`).scan, 100)).toEqual({ needles: 100, otherCount: 50 })
    expect(needlesInPack(read(`01${BOX}10A`).scan, 100)).toEqual({ needles: 100, otherCount: null })
  })

  it('a case whose label names what is inside is multiplied', () => {
    expect(needlesInPack(read(`02${BOX}3710`).scan, 100)).toEqual({ needles: 1000, otherCount: null })
    expect(needlesInPack(read(`02${BOX}3710`).scan, null)).toEqual({ needles: null, otherCount: null })
  })

  it('nobody knows when neither says it', () => {
    expect(needlesInPack(read('+A9990001/$$3281031LOTD427').scan, null)).toEqual({ needles: null, otherCount: null })
  })
})

describe('two codes on one box', () => {
  const [article, lotCode] = [read(BOX), read('1728103110LOTD42')]

  it('belong together in either order', () => {
    for (const [first, second] of [[article, lotCode] as const, [lotCode, article] as const]) {
      const joined = joinLabels(first, second)
      expect(joined).toMatchObject({
        ok: true,
        label: { scan: { gtin14: BOX, lotNumber: 'LOTD42', expiryDate: '2028-10-31' } },
      })
    }
  })

  it('wait for each other, and two articles or two lots are never mixed', () => {
    expect(joinLabels(null, article)).toEqual({ ok: false, reason: 'waits-for-lot' })
    expect(joinLabels(null, lotCode)).toEqual({ ok: false, reason: 'waits-for-article' })
    expect(joinLabels(article, read('00614141100019'))).toEqual({ ok: false, reason: 'waits-for-lot' })
    expect(joinLabels(lotCode, read('10OTHER'))).toEqual({ ok: false, reason: 'waits-for-article' })
  })

  it('a code that says both stands alone, whatever waits', () => {
    const whole = read(`01${BOX}1728103110A`)
    expect(joinLabels(article, whole)).toEqual({ ok: true, label: whole })
  })

  it('of HIBC are one box only when the second repeats the first’s check character', () => {
    const closed = (text: string) => read(text + hibcCheckCharacter(text))
    const first = closed('+A9990001')
    const link = first.raw.at(-1)
    expect(joinLabels(first, closed(`+$$3281031LOT${link}`))).toMatchObject({
      ok: true,
      label: { scan: { lotNumber: 'LOT' } },
    })
    expect(joinLabels(first, closed(`+$$3281031LOT${link === 'Q' ? 'R' : 'Q'}`))).toEqual({
      ok: false,
      reason: 'other-box',
    })
  })
})

describe('a delivery while it is scanned', () => {
  const pack = (more: Partial<PackScanned> = {}): PackScanned => ({
    productId: 'heron',
    lotNumber: 'A',
    expiryDate: '2028-10-31',
    needlesEach: 100,
    serial: null,
    raw: 'label',
    ...more,
  })
  const scanned = (...packs: PackScanned[]) =>
    packs.reduce((lines, one) => addPack(lines, one).lines, addPack([], pack()).lines)

  it('counts the same pack again as one more', () => {
    expect(scanned(pack(), pack())).toMatchObject([{ packs: 3, needlesEach: 100 }])
    expect(addPack(scanned(), pack()).what).toBe('one-more')
  })

  it('keeps another lot, another last day and another size of pack apart', () => {
    const lines = scanned(pack({ lotNumber: 'B' }), pack({ needlesEach: 10 }), pack({ expiryDate: '2029-01-31' }))
    expect(lines.map(({ packs }) => packs)).toEqual([1, 1, 1, 1])
  })

  it('counts a pack with a number of its own once', () => {
    const first = addPack([], pack({ serial: 'S1' }))
    expect(addPack(first.lines, pack({ serial: 'S1' }))).toEqual({
      lines: first.lines,
      key: first.key,
      what: 'same-pack',
    })
    expect(addPack(first.lines, pack({ serial: 'S2' })).lines).toMatchObject([{ packs: 2, serials: ['S1', 'S2'] }])
  })
})

describe('the day of production', () => {
  it('is kept where a label names it, of either of two codes; some recalls name nothing else', () => {
    const today = '2026-11-26'
    expect(producedOnLabel(']C10110614141200013112809011728103110B-2207', today)).toBe('2028-09-01')
    expect(producedOnLabel('0110614141200013\n11280901\u001d10B-2207', today)).toBe('2028-09-01')
    expect(producedOnLabel('', today)).toBeNull()
    expect(producedOnLabel('0110614141200013', today)).toBeNull()
  })
})
