import { describe, expect, it } from 'vitest'
import { isNoLonger, validFromWhenApproved, whyNoDraft, whyNotEnd } from '#domain/recovery/decide-rule.ts'
import { rule } from '../../../support/body.ts'

const draft = rule({ state: 'draft' })

describe('a draft', () => {
  it('can be approved or taken back once', () => {
    expect(whyNoDraft(draft)).toBeNull()
    expect(whyNoDraft(rule())).toBe('not-a-draft')
    expect(whyNoDraft({ ...draft, endedAtMs: 1 })).toBe('over-already')
    expect(whyNoDraft({ ...draft, patientId: 'bjork' })).toBe('not-a-draft')
  })

  it('holds from the day it names, or from today when that has passed', () => {
    expect(validFromWhenApproved('2026-12-01', '2026-11-24')).toBe('2026-12-01')
    expect(validFromWhenApproved('2026-11-20', '2026-11-24')).toBe('2026-11-24')
  })
})

describe('a longer rest for one patient', () => {
  it('is ended once; a rule of the clinic is not ended but followed', () => {
    expect(whyNotEnd(rule({ patientId: 'bjork' }))).toBeNull()
    expect(whyNotEnd(rule({ patientId: 'bjork', endedAtMs: 1 }))).toBe('over-already')
    expect(whyNotEnd(rule())).toBe('not-found')
  })

  it('is longer than the clinic’s where both count alike; days and hours are not compared', () => {
    const clinics = rule({ amount: 3, unit: 'days' })
    expect(isNoLonger({ amount: 3, unit: 'days' }, clinics)).toBe(true)
    expect(isNoLonger({ amount: 4, unit: 'days' }, clinics)).toBe(false)
    expect(isNoLonger({ amount: 24, unit: 'hours' }, clinics)).toBe(false)
    expect(isNoLonger({ amount: 1, unit: 'days' }, undefined)).toBe(false)
  })
})
