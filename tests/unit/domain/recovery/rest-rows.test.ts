import { describe, expect, it } from 'vitest'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { areasClaimed, areasReached, restRows, rulesOf } from '#domain/recovery/rest-rows.ts'
import { CALF, DELTOID, LEVATOR, needlingOf, RULES, rule, TRAPEZIUS } from '../../../support/body.ts'
import { at, HOUR_MS, lasting } from '../../../support/instants.ts'

const needling = lasting('2026-11-24T14:30', 45)
const rowsOf = (changes: Parameters<typeof needlingOf>[0] = {}) => restRows({ ...needlingOf(changes), needling })
const restOf = (rows: ReturnType<typeof rowsOf>, areaId: string) =>
  rows.filter((row) => row.kind === 'rest' && row.areaId === areaId)

describe('what a needling claims of the body', () => {
  it('occupies each treated area and the whole-body sentinel while it lasts', () => {
    const treatments = rowsOf({ areas: [TRAPEZIUS, CALF] }).filter((row) => row.kind === 'treatment')
    expect(treatments.map((row) => row.areaId)).toEqual([ANYWHERE_AREA, CALF, TRAPEZIUS])
    for (const row of treatments) expect(row).toMatchObject({ ...needling, ruleId: null })
  })

  it('lets the treated area rest from the end of the needling, under the rule that says so', () => {
    expect(restOf(rowsOf(), TRAPEZIUS)).toEqual([
      {
        areaId: TRAPEZIUS,
        kind: 'rest',
        startMs: needling.endMs,
        endMs: at('2026-11-27T00:00'),
        ruleId: 'deep-same',
      },
    ])
  })

  it('lets the neighbours rest by their own rule, and nobody else', () => {
    const rows = rowsOf()
    expect(restOf(rows, LEVATOR)).toMatchObject([{ endMs: needling.endMs + 24 * HOUR_MS, ruleId: 'deep-neighbour' }])
    expect(restOf(rows, DELTOID)).toEqual([])
    expect(restOf(rows, CALF)).toEqual([])
    expect(restOf(rows, ANYWHERE_AREA)).toEqual([])
  })

  it('gives an area one rest row only: the longest wins where it was treated beside another', () => {
    const rows = rowsOf({ areas: [TRAPEZIUS, LEVATOR] })
    expect(restOf(rows, LEVATOR)).toMatchObject([{ ruleId: 'deep-same', endMs: at('2026-11-27T00:00') }])
    expect(restOf(rows, DELTOID)).toHaveLength(1)
  })

  it('lets the longest win also when the neighbours rest longer than the area itself', () => {
    const rules = [rule({ amount: 1 }), rule({ id: 'beside', relation: 'neighbour', amount: 5 })]
    const rows = rowsOf({ areas: [TRAPEZIUS, LEVATOR], rules })
    expect(restOf(rows, TRAPEZIUS)).toMatchObject([{ ruleId: 'beside' }])
  })

  it('lets the whole body rest through the sentinel', () => {
    const rows = rowsOf({ rules: [rule({ id: 'all', relation: 'anywhere', amount: 12, unit: 'hours' })] })
    expect(restOf(rows, ANYWHERE_AREA)).toMatchObject([{ endMs: needling.endMs + 12 * HOUR_MS, ruleId: 'all' }])
    expect(restOf(rows, TRAPEZIUS)).toEqual([])
  })

  it('uses the rules of its own technique only', () => {
    const rows = rowsOf({ technique: 'superficial-dry-needling' })
    expect(rows.filter((row) => row.kind === 'rest')).toMatchObject([{ areaId: TRAPEZIUS, ruleId: 'shallow-same' }])
  })

  it('claims its areas but sets no rest where the clinic has no rule, or a rule of nothing', () => {
    for (const rules of [[], [rule({ amount: 0 })], [rule({ unit: 'hours', amount: 1, toleranceMinutes: 60 })]]) {
      const rows = rowsOf({ rules })
      expect(rows).toHaveLength(2)
      expect(rows.every((row) => row.kind === 'treatment')).toBe(true)
    }
  })

  it('Z11: claims nothing for a visit without technique or without needles', () => {
    const rules = [...RULES, rule({ id: 'cup', technique: 'cupping' })]
    for (const technique of [null, 'cupping', 'exercise-advice'] as const) {
      expect(rowsOf({ technique, rules })).toEqual([])
    }
  })

  it('Z16: claims nothing while no area is decided, not even the sentinel', () => {
    const rules = [rule({ relation: 'anywhere' })]
    expect(rowsOf({ areas: [], rules })).toEqual([])
  })

  it('comes sorted by area and time, each treated area once', () => {
    const rows = rowsOf({ areas: [TRAPEZIUS, CALF, TRAPEZIUS, LEVATOR] })
    const order = rows.map((row) => `${row.areaId} ${row.startMs}`)
    expect(order).toEqual([...order].sort())
    expect(rows.filter((row) => row.kind === 'treatment')).toHaveLength(4)
  })
})

describe('the reach of a rule', () => {
  it('names each neighbour once, also of two treated areas', () => {
    const plan = needlingOf({ areas: [TRAPEZIUS, DELTOID] })
    expect(areasReached(plan, 'neighbour')).toEqual([LEVATOR])
    expect(areasReached(plan, 'same')).toEqual([TRAPEZIUS, DELTOID])
    expect(areasReached(plan, 'anywhere')).toEqual([ANYWHERE_AREA])
  })

  it('is empty without needles or areas', () => {
    for (const plan of [needlingOf({ technique: 'cupping' }), needlingOf({ areas: [] })]) {
      expect(rulesOf(plan)).toEqual([])
      expect(areasClaimed(plan)).toEqual([])
    }
  })
})
