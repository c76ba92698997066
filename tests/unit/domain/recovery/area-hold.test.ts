import { describe, expect, it } from 'vitest'
import { elsewhereUntilMs, heldAreas, stands } from '#domain/recovery/area-hold.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { BODY, DELTOID, LEVATOR, RULES, rule, SHOULDER, TRAPEZIUS } from '../../../support/body.ts'
import { at, BERLIN } from '../../../support/instants.ts'

describe('a hold', () => {
  it('stands until its day, or until it is cleared', () => {
    const nowMs = at('2026-11-24T12:00')
    expect(stands({ endMs: null, clearedMs: null }, nowMs)).toBe(true)
    expect(stands({ endMs: nowMs + 1, clearedMs: null }, nowMs)).toBe(true)
    expect(stands({ endMs: nowMs, clearedMs: null }, nowMs)).toBe(false)
    expect(stands({ endMs: null, clearedMs: nowMs - 1 }, nowMs)).toBe(false)
  })

  it('Z16: of a wide area keeps needles from every leaf of it', () => {
    expect(heldAreas([SHOULDER], BODY)).toEqual({ leaves: [LEVATOR, TRAPEZIUS, DELTOID].sort(), unknown: [] })
    expect(heldAreas([SHOULDER, TRAPEZIUS], BODY).leaves).toHaveLength(3)
  })

  it('can be of the whole body, and of nothing that is not on the list', () => {
    expect(heldAreas([ANYWHERE_AREA], BODY)).toEqual({ leaves: [ANYWHERE_AREA], unknown: [] })
    expect(heldAreas(['tail', TRAPEZIUS], BODY)).toEqual({ leaves: [TRAPEZIUS], unknown: ['tail'] })
  })
})

describe('Z12: what was needled elsewhere', () => {
  const until = (onDate: string, rules = RULES) => elsewhereUntilMs(rules, onDate, BERLIN)

  it('rests from the end of that day as long as the longest rule for a needled area', () => {
    expect(until('2026-11-24')).toBe(at('2026-11-27T00:00'))
    const longer = rule({ id: 'hours', technique: 'electro-needling', amount: 80, unit: 'hours' })
    expect(until('2026-11-24', [...RULES, longer])).toBe(at('2026-11-28T08:00'))
  })

  it('asks no more of its neighbours than nothing, and without any rule rests for the day itself', () => {
    const neighbour = rule({ relation: 'neighbour', amount: 30 })
    expect(until('2026-11-24', [neighbour])).toBe(at('2026-11-25T00:00'))
    expect(until('2026-11-24', [])).toBe(at('2026-11-25T00:00'))
  })
})
