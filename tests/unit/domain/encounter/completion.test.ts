import { describe, expect, it } from 'vitest'
import { completionBlockers, type EncounterFacts } from '#domain/encounter/completion.ts'
import { EMPTY_COUNT, type NeedleCount } from '#domain/encounter/needle-count.ts'

const PREGNANCY = { en: 'pregnancy', de: 'Schwangerschaft' }
const THINNERS = { en: 'blood thinners', de: 'Blutverdünner' }

const count = (change: Partial<NeedleCount>): NeedleCount => ({ ...EMPTY_COUNT, ...change })

/** Eight needles in the shoulder, all out, everything asked and signed. */
const done: EncounterFacts = {
  technique: 'deep-dry-needling',
  decidedAgainstNeedling: false,
  procedures: [{ needles: 5 }, { needles: 3 }],
  count: count({ inserted: 8, removed: 8 }),
  opened: 8,
  needlesOutAtMs: Date.parse('2026-11-26T10:40:00Z'),
  incidents: [],
  consent: null,
  unansweredQuestions: [],
  leftInPlace: null,
  countDeferred: false,
  secondCount: 'not-asked',
}

const blockers = (change: Partial<EncounterFacts>) => completionBlockers({ ...done, ...change })
const reasons = (change: Partial<EncounterFacts>) => blockers(change).map(({ reason }) => reason)

describe('completing a visit with needling', () => {
  it('nothing is in the way when all is asked, signed, recorded and counted', () => {
    expect(blockers({})).toEqual([])
  })

  it('one needle without a fate is in the way', () => {
    expect(blockers({ count: count({ inserted: 8, removed: 7 }) })).toEqual([
      { reason: 'count-open', opened: 0, inserted: 1 },
    ])
  })

  it('one needle opened too many is in the way', () => {
    expect(blockers({ opened: 9 })).toEqual([{ reason: 'count-open', opened: 1, inserted: 0 }])
  })

  it('a missing needle is in the way until an incident says so', () => {
    const missing = count({ inserted: 8, removed: 7, missing: 1 })
    expect(blockers({ count: missing })).toEqual([{ reason: 'needle-missing-without-incident', needles: 1 }])
    expect(reasons({ count: missing, incidents: ['faint'] })).toEqual(['needle-missing-without-incident'])
    expect(blockers({ count: missing, incidents: ['needle-missing'] })).toEqual([])
  })

  it('a broken needle is in the way until an incident says so', () => {
    const broken = count({ inserted: 8, removed: 7, broken: 1 })
    expect(blockers({ count: broken })).toEqual([{ reason: 'needle-broken-without-incident', needles: 1 }])
    expect(blockers({ count: broken, incidents: ['needle-broken'] })).toEqual([])
  })

  it('needles that are in while nobody has said they are out are in the way', () => {
    expect(blockers({ needlesOutAtMs: null, count: count({ inserted: 8, removed: 5 }) })).toEqual([
      { reason: 'needles-still-in', needles: 3 },
      { reason: 'count-open', opened: 0, inserted: 3 },
    ])
    expect(blockers({ needlesOutAtMs: null })).toEqual([{ reason: 'needles-still-in', needles: 0 }])
  })

  it('Z13: a count that differs from what was recorded per area is in the way', () => {
    expect(blockers({ count: count({ inserted: 7, removed: 7 }), opened: 7 })).toEqual([
      { reason: 'count-differs-from-procedures', counted: 7, recorded: 8 },
    ])
  })

  it('a count that was deferred is not lost: it is in the way', () => {
    expect(blockers({ count: null })).toEqual([{ reason: 'count-missing' }])
    expect(reasons({ count: null, procedures: [], opened: 3 })).toEqual(['no-procedure-recorded', 'count-missing'])
  })

  it('missing consent and screening are in the way, with what is missing', () => {
    expect(blockers({ consent: 'expired', unansweredQuestions: [PREGNANCY, THINNERS] })).toEqual([
      { reason: 'consent-missing', due: 'expired' },
      { reason: 'screening-missing', questions: [PREGNANCY, THINNERS] },
    ])
  })

  it('a visit planned with needling needs a record of it', () => {
    const nothing = { procedures: [], count: null, opened: 0, needlesOutAtMs: null }
    expect(reasons(nothing)).toEqual(['no-procedure-recorded'])
    expect(reasons({ ...nothing, count: EMPTY_COUNT })).toEqual(['no-procedure-recorded'])
  })

  it('everything that is in the way is named at once', () => {
    const all = reasons({
      consent: 'none',
      unansweredQuestions: [PREGNANCY],
      needlesOutAtMs: null,
      count: count({ inserted: 9, removed: 5, missing: 1, broken: 1, leftInPlace: 1 }),
    })
    expect(all).toEqual([
      'consent-missing',
      'screening-missing',
      'needles-still-in',
      'count-open',
      'count-differs-from-procedures',
      'needle-missing-without-incident',
      'needle-broken-without-incident',
      'left-in-place-not-explained',
    ])
  })
})

describe('a needle left in place on purpose', () => {
  const left = { count: count({ inserted: 8, removed: 7, leftInPlace: 1 }) }
  const agreed = { consentSigned: true, leafletGiven: true, removalDate: '2026-12-01' }

  it('Z14: needs consent, leaflet and a day to take it out', () => {
    expect(blockers({ ...left, leftInPlace: agreed })).toEqual([])
    expect(blockers(left)).toEqual([
      { reason: 'left-in-place-not-explained', lacks: ['consent', 'leaflet', 'removal-date'] },
    ])
  })

  it.each([
    ['consent', { ...agreed, consentSigned: false }],
    ['leaflet', { ...agreed, leafletGiven: false }],
    ['removal-date', { ...agreed, removalDate: null }],
    ['removal-date', { ...agreed, removalDate: '' }],
  ])('Z14: without %s there is no way around it', (lack, leftInPlace) => {
    expect(blockers({ ...left, leftInPlace })).toEqual([{ reason: 'left-in-place-not-explained', lacks: [lack] }])
  })

  it('Z14: an incident does not stand in for the agreement', () => {
    expect(reasons({ ...left, incidents: ['needle-missing', 'other'] })).toEqual(['left-in-place-not-explained'])
  })
})

describe('completing a visit without needles', () => {
  const none = { procedures: [], count: null, opened: 0, needlesOutAtMs: null }
  const unasked = { consent: 'none', unansweredQuestions: [PREGNANCY] } as const

  it('needs no count, no consent and no screening when none was planned', () => {
    expect(blockers({ ...none, ...unasked, technique: null })).toEqual([])
    expect(blockers({ ...none, ...unasked, technique: null, count: EMPTY_COUNT })).toEqual([])
  })

  it('needs none when the practitioner decided against needling', () => {
    expect(blockers({ ...none, ...unasked, decidedAgainstNeedling: true })).toEqual([])
  })

  it('K31: needles opened and not used are still counted', () => {
    const opened = { ...none, decidedAgainstNeedling: true, opened: 2 }
    expect(reasons(opened)).toEqual(['no-procedure-recorded', 'count-missing'])
    expect(reasons({ ...opened, technique: null, count: count({ discardedUnused: 1 }) })).toContain('count-open')
  })

  it('a visit that was planned without needles but had some is treated as needling', () => {
    expect(reasons({ technique: null, consent: 'none' })).toEqual(['consent-missing'])
    expect(reasons({ technique: null, count: count({ inserted: 8, removed: 7 }) })).toEqual(['count-open'])
  })
})
