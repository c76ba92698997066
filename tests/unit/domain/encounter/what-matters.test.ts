import { describe, expect, it } from 'vitest'
import { type VisitFacts, whatMatters } from '#domain/encounter/what-matters.ts'

const TRAPEZIUS = { areaId: 'upper-trapezius.left', untilDate: '2026-11-27' }
const QUIET: VisitFacts = {
  firstVisit: false,
  conditions: [],
  weighty: ['anticoagulant', 'pregnancy'],
  similarNames: 0,
  lastReaction: null,
  needlingPlanned: true,
  consent: null,
  screeningComplete: true,
  areasUndecided: false,
  restingAreas: [],
  heldAreaIds: [],
  restsLonger: false,
  outcome: null,
  plan: null,
  replyOverdue: false,
}

const matters = (change: Partial<VisitFacts>) => whatMatters({ ...QUIET, ...change })

describe('what matters before a visit', () => {
  it('Z9: nothing is listed when nothing asks for attention', () => {
    expect(matters({})).toEqual([])
  })

  it('a first visit, an anticoagulant and missing consent are listed, the danger first', () => {
    expect(matters({ firstVisit: true, conditions: ['anticoagulant'], consent: 'none' })).toEqual([
      { code: 'condition', severity: 'danger', condition: 'anticoagulant' },
      { code: 'consent-due', severity: 'due', due: 'none' },
      { code: 'first-visit', severity: 'info' },
    ])
  })

  it('Z6: others of nearly the same name are a danger', () => {
    expect(matters({ similarNames: 1 })).toEqual([{ code: 'name-alert', severity: 'danger', others: 1 }])
  })

  it('the last reaction is a danger, with its kind and day', () => {
    expect(matters({ lastReaction: { kind: 'faint', onDate: '2026-10-01' } })).toEqual([
      { code: 'last-reaction', severity: 'danger', kind: 'faint', onDate: '2026-10-01' },
    ])
  })

  it('a condition that rules nothing out is information, and each is listed once', () => {
    expect(matters({ conditions: ['fainted-before', 'fainted-before'] })).toEqual([
      { code: 'condition', severity: 'info', condition: 'fainted-before' },
    ])
  })

  it('Z16: areas that are undecided or at rest are due to be looked at', () => {
    expect(matters({ areasUndecided: true, restingAreas: [TRAPEZIUS] })).toEqual([
      { code: 'areas-undecided', severity: 'due' },
      { code: 'resting-areas', severity: 'due', areas: [TRAPEZIUS] },
    ])
  })

  it('Z11: a visit without needles is not held up by consent, screening, areas or rest', () => {
    const needling = {
      consent: 'none',
      screeningComplete: false,
      areasUndecided: true,
      restingAreas: [{ areaId: 'a', untilDate: '2026-11-27' }],
    } as const
    expect(matters({ ...needling, needlingPlanned: false })).toEqual([])
    expect(matters(needling)).toHaveLength(4)
  })

  it('everything at once keeps one order: dangers, what is due, information', () => {
    const all = matters({
      firstVisit: true,
      conditions: ['fainted-before', 'pregnancy'],
      similarNames: 2,
      lastReaction: { kind: 'needle-broken', onDate: '2026-10-01' },
      consent: 'expired',
      screeningComplete: false,
      areasUndecided: true,
      restingAreas: [{ areaId: 'a', untilDate: '2026-11-27' }],
    })
    expect(all.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'danger name-alert',
      'danger condition',
      'danger last-reaction',
      'due consent-due',
      'due screening-due',
      'due areas-undecided',
      'due resting-areas',
      'info condition',
      'info first-visit',
    ])
  })
})
