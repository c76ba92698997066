import { describe, expect, it } from 'vitest'
import { blockedByRest } from '#domain/recovery/blocked-by-rest.ts'
import type { PlannedNeedling, StoredRestRow } from '#domain/recovery/rest-rows.ts'
import { CALF, LEVATOR, needlingOf, rule, storedRows, TRAPEZIUS } from '../../../support/body.ts'
import { lasting, wallAt } from '../../../support/instants.ts'

const TUESDAY = lasting('2026-11-24T14:30', 45)

const blocked = (existing: readonly StoredRestRow[], changes: Partial<PlannedNeedling> = {}) =>
  blockedByRest({ ...needlingOf(changes), existing }).map(({ startMs, endMs }) => [wallAt(startMs), wallAt(endMs)])

describe('when an area may not be needled', () => {
  it('is before a booked visit for as long as our own rest would last, and after it for as long as it rests', () => {
    expect(blocked(storedRows('tuesday', TUESDAY))).toEqual([
      ['2026-11-22T00:00', '2026-11-24T14:30'],
      ['2026-11-24T15:15', '2026-11-27T00:00'],
    ])
  })

  it('follows the new technique before the visit and the booked one after it', () => {
    expect(blocked(storedRows('tuesday', TUESDAY), { technique: 'superficial-dry-needling' })).toEqual([
      ['2026-11-23T00:00', '2026-11-24T14:30'],
      ['2026-11-24T15:15', '2026-11-27T00:00'],
    ])
    const shallow = storedRows('tuesday', TUESDAY, { technique: 'superficial-dry-needling' })
    expect(blocked(shallow).at(-1)).toEqual(['2026-11-24T15:15', '2026-11-26T00:00'])
  })

  it('is shorter beside a treated area, and by both rules where one area is treated and its neighbour too', () => {
    const tuesday = storedRows('tuesday', TUESDAY)
    expect(blocked(tuesday, { areas: [LEVATOR] })).toEqual([
      ['2026-11-23T14:30', '2026-11-24T14:30'],
      ['2026-11-24T15:15', '2026-11-25T15:15'],
    ])
    expect(blocked(tuesday, { areas: [LEVATOR, TRAPEZIUS] })).toEqual(blocked(tuesday))
  })

  it('is never far away from it', () => {
    expect(blocked(storedRows('tuesday', TUESDAY), { areas: [CALF] })).toEqual([])
  })

  it('covers everything when the rule is for the whole body', () => {
    const rules = [rule({ relation: 'anywhere', amount: 24, unit: 'hours' })]
    expect(blocked(storedRows('tuesday', TUESDAY, { rules }), { areas: [CALF], rules })).toEqual([
      ['2026-11-23T14:30', '2026-11-24T14:30'],
      ['2026-11-24T15:15', '2026-11-25T15:15'],
    ])
  })

  it('comes as sorted stretches that do not touch, however the rows came', () => {
    const rows = [...storedRows('friday', lasting('2026-11-27T09:00', 45)), ...storedRows('tuesday', TUESDAY)]
    const expected = [
      ['2026-11-22T00:00', '2026-11-24T14:30'],
      ['2026-11-24T15:15', '2026-11-27T09:00'],
      ['2026-11-27T09:45', '2026-11-30T00:00'],
    ]
    expect(blocked(rows)).toEqual(expected)
    expect(blocked([...rows].reverse())).toEqual(expected)
  })

  it('leaves the time before a visit open where the new rule gives no rest', () => {
    expect(blocked(storedRows('tuesday', TUESDAY), { rules: [] })).toEqual([['2026-11-24T15:15', '2026-11-27T00:00']])
  })

  it('Z11: is never for a visit without needles', () => {
    for (const technique of [null, 'manual-therapy'] as const) {
      expect(blocked(storedRows('tuesday', TUESDAY), { technique })).toEqual([])
    }
  })

  it('Z16: is never while no area is decided', () => {
    expect(blocked(storedRows('tuesday', TUESDAY), { areas: [] })).toEqual([])
  })
})
