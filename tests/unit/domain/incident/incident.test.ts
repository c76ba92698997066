import { describe, expect, it } from 'vitest'
import { ageOn, countedAs, needsFollowUp, type ReportFacts, reportFault } from '#domain/incident/incident.ts'

const report: ReportFacts = {
  ...{ actuality: 'actual', grade: 'mild', causality: 'probable', onset: 'during', outcome: 'recovered' },
}

describe('the form about an incident', () => {
  it.each<[string, Partial<ReportFacts>, ReturnType<typeof reportFault>]>([
    ['a mild one that is over', {}, null],
    ['one without a grade', { grade: null }, 'grade-missing'],
    ['a mild one with lasting harm', { outcome: 'lasting' }, 'grade-too-mild'],
    ['a significant one of which somebody died', { grade: 'significant', outcome: 'died' }, 'grade-too-mild'],
    ['a serious one with lasting harm', { grade: 'serious', outcome: 'lasting' }, null],
    ['a near miss, which harmed nobody', { actuality: 'near-miss', grade: null, outcome: 'unknown' }, null],
  ])('%s', (_, change, fault) => {
    expect(reportFault({ ...report, ...change })).toBe(fault)
  })

  it('asks for somebody to look again at what was more than mild, or is not over', () => {
    expect(needsFollowUp(report)).toBe(false)
    expect(needsFollowUp({ ...report, grade: 'significant' })).toBe(true)
    expect(needsFollowUp({ ...report, outcome: 'not-recovered' })).toBe(true)
    expect(needsFollowUp({ ...report, actuality: 'near-miss', grade: null })).toBe(false)
  })

  it('knows how old somebody was, also the day before a birthday and on a leap day', () => {
    expect(ageOn('1985-03-12', '2026-03-11')).toBe(40)
    expect(ageOn('1985-03-12', '2026-03-12')).toBe(41)
    expect(ageOn('2000-02-29', '2025-02-28')).toBe(24)
    expect(ageOn('2000-02-29', '2025-03-01')).toBe(25)
  })
})

describe('a needle found afterwards', () => {
  const count = { removed: 7, fellOutFound: 1, missing: 1 }
  const none = { missing: 0, removed: 0 }

  it('Z4: was the one that is missing, else one that was counted as out', () => {
    expect(countedAs(count, none, 1)).toBe('missing')
    expect(countedAs(count, { missing: 1, removed: 0 }, 1)).toBe('removed')
    expect(countedAs({ ...count, missing: 0 }, none, 1)).toBe('removed')
  })

  it('Z4: is never one more than went in', () => {
    expect(countedAs({ removed: 1, fellOutFound: 0, missing: 0 }, { missing: 0, removed: 1 }, 1)).toBeNull()
    expect(countedAs(count, none, 9)).toBeNull()
  })
})
