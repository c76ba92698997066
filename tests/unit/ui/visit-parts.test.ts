import { describe, expect, it } from 'vitest'
import type { CompletionBlocker } from '../../../src/domain/encounter/completion.ts'
import { nextPart, partState, partsOf, partThatSolves, type VisitProgress } from '../../../src/ui/clinic/visit-parts.ts'

const begun: VisitProgress = {
  needlingPlanned: true,
  started: true,
  completed: false,
  questionsOpen: 7,
  consentDue: true,
  lots: 0,
  inserted: 0,
  needlesOut: false,
  noted: false,
  blockers: 3,
}

describe('the parts of a visit', () => {
  it('are only talk and completion when nothing is needled', () => {
    expect(partsOf({ needlingPlanned: false })).toEqual(['note', 'complete'])
    expect(partsOf({ needlingPlanned: true })).toHaveLength(7)
  })

  it('wait for the visit to begin', () => {
    const before = { ...begun, started: false }
    expect(partsOf(before).map((part) => partState(part, before))).not.toContain('due')
    expect(nextPart(before)).toBeNull()
  })

  it('follow one another as they are done', () => {
    const steps: Partial<VisitProgress>[] = [
      { questionsOpen: 0 },
      { consentDue: false },
      { lots: 1 },
      { inserted: 8 },
      { needlesOut: true, blockers: 0 },
      { completed: true },
    ]
    let visit = begun
    const seen = [nextPart(visit)]
    for (const step of steps) {
      visit = { ...visit, ...step }
      seen.push(nextPart(visit))
    }
    expect(seen).toEqual(['screening', 'consent', 'boxes', 'needling', 'out', 'complete', null])
  })

  it('never ask for needles out before one went in, nor for a note at all', () => {
    expect(partState('out', begun)).toBe('open')
    expect(partState('out', { ...begun, needlesOut: true })).toBe('open')
    expect(partState('note', begun)).toBe('optional')
    expect(partState('note', { ...begun, noted: true })).toBe('done')
  })

  it('ask for completion only when nothing blocks it', () => {
    expect(partState('complete', begun)).toBe('open')
    expect(partState('complete', { ...begun, blockers: 0 })).toBe('due')
  })

  it('ask for nothing more once the visit is completed', () => {
    const done = { ...begun, completed: true }
    expect(partsOf(done).map((part) => partState(part, done))).not.toContain('due')
  })
})

describe('what blocks completion', () => {
  const every: Readonly<Record<CompletionBlocker['reason'], string>> = {
    'no-procedure-recorded': 'needling',
    'consent-missing': 'consent',
    'screening-missing': 'screening',
    'needles-still-in': 'out',
    'count-missing': 'needling',
    'count-deferred': 'out',
    'second-count-missing': 'out',
    'second-count-differs': 'out',
    'count-open': 'out',
    'count-differs-from-procedures': 'needling',
    'needle-missing-without-incident': 'out',
    'needle-broken-without-incident': 'out',
    'left-in-place-not-explained': 'out',
  }

  it.each(Object.entries(every))('%s is put right in its own part', (reason, part) => {
    expect(partThatSolves(reason)).toBe(part)
  })

  it('leads nowhere when no part can put it right', () => {
    expect(partThatSolves('stale-version')).toBeNull()
    expect(partThatSolves('toString')).toBeNull()
  })
})
