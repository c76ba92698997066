import { describe, expect, it } from 'vitest'
import { type AftercareFacts, type AftercarePlan, needsChestWarning, stepsFor } from '#domain/aftercare/plan.ts'

const at = (instant: string): number => Date.parse(instant)
const OUT = at('2026-11-26T14:31:00Z')
const PLANNED_END = at('2026-11-26T14:45:00Z')
const MINUTE = 60_000

const step = { channel: 'email', technique: null, onlyRiskZones: null } as const

const plan: AftercarePlan = {
  id: 'plan',
  version: 3,
  steps: [
    { ...step, id: 'next-day', offsetMinutes: 24 * 60, templateKey: 'next-day' },
    { ...step, id: 'leaflet', offsetMinutes: 0, templateKey: 'after-needling' },
    { ...step, id: 'chest', offsetMinutes: 240, templateKey: 'chest-check', onlyRiskZones: ['pleural'] },
    { ...step, id: 'electro', offsetMinutes: 60, templateKey: 'electro', technique: 'electro-needling' },
    { ...step, id: 'nerves', offsetMinutes: 120, templateKey: 'nerves', onlyRiskZones: ['neural', 'orbital'] },
  ],
}

const facts: AftercareFacts = {
  plan,
  technique: 'deep-dry-needling',
  riskZones: [],
  lastNeedleOutMs: OUT,
  plannedEndMs: PLANNED_END,
}

const due = (change: Partial<AftercareFacts>) => stepsFor({ ...facts, ...change })
const ids = (change: Partial<AftercareFacts>) => due(change).map(({ stepId }) => stepId)

describe('which aftercare is due and when', () => {
  it('Z15: the clock starts when the last needle is out, whatever becomes of the note', () => {
    expect(due({})).toEqual([
      {
        stepId: 'leaflet',
        templateKey: 'after-needling',
        channel: 'email',
        planVersion: 3,
        dueMs: OUT,
        basis: 'last-needle-out',
        chestWarning: false,
      },
      {
        stepId: 'next-day',
        templateKey: 'next-day',
        channel: 'email',
        planVersion: 3,
        dueMs: OUT + 24 * 60 * MINUTE,
        basis: 'last-needle-out',
        chestWarning: false,
      },
    ])
  })

  it('Z15: until somebody says the needles are out, the planned end counts', () => {
    expect(due({ lastNeedleOutMs: null })).toMatchObject([
      { stepId: 'leaflet', dueMs: PLANNED_END, basis: 'planned-end' },
      { stepId: 'next-day', dueMs: PLANNED_END + 24 * 60 * MINUTE, basis: 'planned-end' },
    ])
  })

  it('needles that were out early or late move the clock both ways', () => {
    expect(due({ lastNeedleOutMs: PLANNED_END - 20 * MINUTE })[0]?.dueMs).toBe(PLANNED_END - 20 * MINUTE)
    expect(due({ lastNeedleOutMs: PLANNED_END + 90 * MINUTE })[0]?.dueMs).toBe(PLANNED_END + 90 * MINUTE)
  })

  it('a visit without needles makes nothing due', () => {
    expect(due({ technique: null })).toEqual([])
  })

  it('near the lung the chest check comes too, and every message carries the warning', () => {
    expect(ids({ riskZones: ['pleural'] })).toEqual(['leaflet', 'chest', 'next-day'])
    expect(due({ riskZones: ['vascular', 'pleural'] }).every(({ chestWarning }) => chestWarning)).toBe(true)
  })

  it('any of the zones of a step is enough', () => {
    expect(ids({ riskZones: ['orbital'] })).toEqual(['leaflet', 'nerves', 'next-day'])
  })

  it('while nobody has written where, all warnings are given', () => {
    expect(ids({ riskZones: 'unknown' })).toEqual(['leaflet', 'nerves', 'chest', 'next-day'])
    expect(due({ riskZones: 'unknown' }).every(({ chestWarning }) => chestWarning)).toBe(true)
    expect(needsChestWarning('unknown')).toBe(true)
    expect(needsChestWarning(['neural'])).toBe(false)
  })

  it('a step for one technique stays with it', () => {
    expect(ids({ technique: 'electro-needling' })).toEqual(['leaflet', 'electro', 'next-day'])
  })

  it('an empty list of zones means always, like none', () => {
    const always: AftercarePlan = {
      ...plan,
      steps: [{ ...step, id: 'a', offsetMinutes: 0, templateKey: 'a', onlyRiskZones: [] }],
    }
    expect(ids({ plan: always })).toEqual(['a'])
  })

  it('messages come in the order they are due, and the plan keeps its own', () => {
    const before = structuredClone(plan)
    const times = due({ riskZones: 'unknown' }).map(({ dueMs }) => dueMs)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(plan).toEqual(before)
  })

  it('offsets are elapsed time, also over a change of the clock', () => {
    const beforeChange = at('2031-03-29T18:00:00Z')
    expect(due({ lastNeedleOutMs: beforeChange })[1]?.dueMs).toBe(at('2031-03-30T18:00:00Z'))
  })
})
