import { describe, expect, it } from 'vitest'
import { rulesInForce } from '#domain/recovery/rule.ts'
import { isTechnique, TECHNIQUES, usesNeedles } from '#domain/recovery/technique.ts'
import { RULES, rule } from '../../../support/body.ts'

const idsOn = (date: string, rules: Parameters<typeof rulesInForce>[0]) =>
  rulesInForce(rules, date).map((inForce) => inForce.id)

describe('the rules in force', () => {
  const old = rule({ id: 'old', validFrom: '2026-01-01', version: 1 })
  const next = rule({ id: 'next', validFrom: '2026-12-01', version: 2 })

  it('are replaced on the day the next one begins, not before', () => {
    expect(idsOn('2026-11-30', [old, next])).toEqual(['old'])
    expect(idsOn('2026-12-01', [old, next])).toEqual(['next'])
  })

  it('do not depend on the order they are stored in', () => {
    expect(idsOn('2026-12-24', [next, old])).toEqual(idsOn('2026-12-24', [old, next]))
  })

  it('take the later version of two that begin on one day', () => {
    const corrected = rule({ id: 'corrected', validFrom: '2026-01-01', version: 3 })
    expect(idsOn('2026-06-01', [corrected, old])).toEqual(['corrected'])
  })

  it('are none before the first begins', () => {
    expect(idsOn('2025-12-31', [old, next])).toEqual([])
  })

  it('stand side by side for other techniques and other relations', () => {
    expect(idsOn('2026-11-24', RULES)).toEqual(['deep-same', 'deep-neighbour', 'shallow-same'])
  })

  it('hold also while nobody has approved them: the screen says so, the patient is still protected', () => {
    expect(rulesInForce([rule({ approvedBy: null })], '2026-11-24')).toHaveLength(1)
  })
})

describe('techniques', () => {
  it('say which of them put needles in', () => {
    const needling = Object.keys(TECHNIQUES).filter((word) => isTechnique(word) && usesNeedles(word))
    expect(needling).toEqual(['deep-dry-needling', 'superficial-dry-needling', 'body-acupuncture', 'electro-needling'])
    expect(usesNeedles(null)).toBe(false)
  })

  it('are a closed list: no other word, nor what every object has, is one', () => {
    expect(isTechnique('cupping')).toBe(true)
    expect(isTechnique('toString')).toBe(false)
    expect(isTechnique('')).toBe(false)
  })
})
