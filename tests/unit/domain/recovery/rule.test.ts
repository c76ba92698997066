import { describe, expect, it } from 'vitest'
import { restRows } from '#domain/recovery/rest-rows.ts'
import { type RecoveryRule, rulesInForce } from '#domain/recovery/rule.ts'
import { isTechnique, TECHNIQUES, usesNeedles } from '#domain/recovery/technique.ts'
import { needlingOf, RULES, rule, TRAPEZIUS } from '../../../support/body.ts'
import { BJORK } from '../../../support/booking.ts'
import { at, lasting } from '../../../support/instants.ts'

/** At noon of the day in Berlin. */
const asOf = (date: string, patientId = BJORK) => ({ date, nowMs: at(`${date}T12:00`), patientId })

const idsOn = (date: string, rules: Parameters<typeof rulesInForce>[0]) =>
  rulesInForce(rules, asOf(date)).map((inForce) => inForce.id)

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
    expect(rulesInForce([rule({ approvedBy: null })], asOf('2026-11-24'))).toHaveLength(1)
  })
})

describe('the rules of one patient', () => {
  const clinics = rule({ id: 'clinic' })
  const own = rule({ id: 'own', patientId: BJORK, amount: 5, validFrom: '2026-11-20' })

  it('stand beside the clinic’s, for that patient alone', () => {
    expect(idsOn('2026-11-24', [clinics, own])).toEqual(['clinic', 'own'])
    expect(rulesInForce([clinics, own], asOf('2026-11-24', 'somebody else')).map(({ id }) => id)).toEqual(['clinic'])
  })

  it('are all in force that have begun, until each is ended', () => {
    const ended = rule({ ...own, id: 'ended', endedAtMs: at('2026-11-24T12:00') })
    const later = rule({ ...own, id: 'later', validFrom: '2026-12-01' })
    expect(idsOn('2026-11-23', [own, ended, later])).toEqual(['own', 'ended'])
    expect(idsOn('2026-11-24', [own, ended, later])).toEqual(['own'])
  })

  it('never shorten what the clinic’s rule gives: the longest of both counts', () => {
    const needling = lasting('2026-11-24T14:30', 45)
    const until = (rules: readonly RecoveryRule[]) =>
      restRows({ ...needlingOf({ rules: rulesInForce(rules, asOf('2026-11-24')) }), needling }).find(
        (row) => row.kind === 'rest' && row.areaId === TRAPEZIUS,
      )
    expect(until([clinics, own])).toMatchObject({ ruleId: 'own', endMs: at('2026-11-29T00:00') })
    expect(until([clinics, rule({ ...own, amount: 1 })])).toMatchObject({
      ruleId: 'clinic',
      endMs: at('2026-11-27T00:00'),
    })
  })
})

describe('a draft', () => {
  it('rests nothing and takes the place of nothing', () => {
    const draft = rule({ id: 'draft', state: 'draft', version: 2, amount: 1, validFrom: '2026-11-01' })
    expect(idsOn('2026-11-24', [rule(), draft])).toEqual(['deep-same'])
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
