import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completionBlockers, type EncounterFacts, type IncidentKind } from '#domain/encounter/completion.ts'
import { type ConsentQuestion, consentDue, type SignedConsent } from '#domain/encounter/consent.ts'
import { conditionsFromAnswers } from '#domain/encounter/contraindication.ts'
import { isAccountedFor, type NeedleCount, stillIn } from '#domain/encounter/needle-count.ts'
import {
  answersToConfirm,
  type EarlierAnswer,
  type ScreeningAnswer,
  type ScreeningAnswers,
  unanswered,
} from '#domain/encounter/screening.ts'
import type { SecondCount } from '#domain/encounter/second-count.ts'
import { type VisitFacts, whatMatters } from '#domain/encounter/what-matters.ts'
import { QUESTIONS } from '../../prisma/seed/questions.ts'

const seed = { seed: 20261126 }
const few = fc.constantFrom(0, 0, 0, 1, 2)

const counts: fc.Arbitrary<NeedleCount> = fc.record({
  inserted: fc.nat(6),
  removed: fc.nat(6),
  fellOutFound: few,
  broken: few,
  leftInPlace: few,
  missing: few,
  discardedUnused: few,
  droppedFound: few,
  droppedNotFound: few,
})

/** Half of them add up, so that both sides of the decision are met. */
const fittingCounts = counts.map(
  (count): NeedleCount => ({
    ...count,
    inserted: count.removed + count.fellOutFound + count.broken + count.leftInPlace + count.missing,
  }),
)

const facts: fc.Arbitrary<EncounterFacts> = fc
  .record({
    technique: fc.constantFrom(null, 'deep-dry-needling'),
    decidedAgainstNeedling: fc.boolean(),
    count: fc.oneof(fc.constant(null), counts, fittingCounts),
    surplus: fc.constantFrom(0, 0, 1),
    procedures: fc.constantFrom('as counted', 'as counted', 'as counted', 'none', 'one more'),
    needlesOutAtMs: fc.constantFrom(null, 1_000, 1_000),
    incidents: fc.subarray<IncidentKind>(['needle-missing', 'needle-broken', 'faint']),
    consent: fc.constantFrom(null, null, 'expired' as const),
    unansweredQuestions: fc.constantFrom([], [{ en: 'pregnancy', de: 'Schwangerschaft' }]),
    agreed: fc.boolean(),
    countDeferred: fc.constantFrom(...Array.from({ length: 9 }, () => false), true),
    secondCount: fc.constantFrom<SecondCount>(
      'not-asked',
      'not-asked',
      'not-asked',
      'agrees',
      'agrees',
      'missing',
      'differs',
    ),
  })
  .map(({ surplus, procedures, agreed, ...rest }) => {
    const inserted = rest.count?.inserted ?? 0
    const opened = rest.count
      ? inserted + rest.count.discardedUnused + rest.count.droppedFound + rest.count.droppedNotFound
      : 0
    const recorded = { 'as counted': inserted, none: 0, 'one more': inserted + 1 }[procedures]
    return {
      ...rest,
      opened: opened + surplus,
      procedures: recorded > 0 ? [{ needles: recorded }] : [],
      leftInPlace: agreed ? { consentSigned: true, leafletGiven: true, removalDate: '2026-12-01' } : null,
    }
  })

describe('completing a visit in general', () => {
  it('P5: a visit that may be completed has no needle without a fate and none unexplained', () => {
    let completed = 0
    fc.assert(
      fc.property(facts, (visit) => {
        if (completionBlockers(visit).length > 0) return
        const { count, opened, incidents } = visit
        if (!count) {
          expect(opened).toBe(0)
          expect(visit.procedures).toEqual([])
          return
        }
        completed += 1
        expect(isAccountedFor(count, opened)).toBe(true)
        expect(stillIn(count)).toBe(0)
        if (count.missing > 0) expect(incidents).toContain('needle-missing')
        if (count.broken > 0) expect(incidents).toContain('needle-broken')
        if (count.leftInPlace > 0) expect(visit.leftInPlace).not.toBeNull()
        expect(visit.countDeferred).toBe(false)
        expect(['not-asked', 'agrees']).toContain(visit.secondCount)
        if (count.inserted > 0) {
          expect(visit.needlesOutAtMs).not.toBeNull()
          expect(visit.consent).toBeNull()
          expect(visit.unansweredQuestions).toEqual([])
        }
      }),
      { ...seed, numRuns: 8000 },
    )
    expect(completed).toBeGreaterThan(50)
  })

  it('no reason is given twice', () => {
    fc.assert(
      fc.property(facts, (visit) => {
        const reasons = completionBlockers(visit).map(({ reason }) => reason)
        expect(new Set(reasons).size).toBe(reasons.length)
      }),
      { ...seed, numRuns: 2000 },
    )
  })

  it('an incident, a consent or an answer more never puts a new obstacle in the way', () => {
    fc.assert(
      fc.property(facts, (visit) => {
        const before = new Set(completionBlockers(visit).map(({ reason }) => reason))
        const more: EncounterFacts = {
          ...visit,
          consent: null,
          unansweredQuestions: [],
          incidents: ['needle-missing', 'needle-broken', 'faint'],
        }
        for (const { reason } of completionBlockers(more)) expect(before).toContain(reason)
      }),
      { ...seed, numRuns: 2000 },
    )
  })
})

describe('consent in general', () => {
  const START = Date.parse('2026-01-01T09:00:00Z')
  const minutes = fc.integer({ min: 0, max: 500 * 24 * 60 }).map((m) => START + m * 60_000)
  const papers: fc.Arbitrary<SignedConsent> = fc.record({
    technique: fc.constantFrom('deep-dry-needling', 'body-acupuncture'),
    riskZones: fc.subarray(['pleural', 'neural', 'vascular'] as const),
    textVersion: fc.constantFrom('2025-2', '2026-1', '2026-1'),
    signedAtMs: minutes,
    withdrawnAtMs: fc.oneof(fc.constant(null), fc.constant(null), minutes),
  })
  const questions: fc.Arbitrary<ConsentQuestion> = fc.record({
    technique: fc.constant('deep-dry-needling'),
    riskZones: fc.subarray(['pleural', 'neural'] as const),
    consents: fc.array(papers, { maxLength: 5 }),
    nowMs: minutes,
    zone: fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu'),
    policy: fc.constant({ validMonths: 12, textVersion: '2026-1', changedSince: {} }),
  })

  it('is in order only if one paper by itself bears the visit', () => {
    let inOrder = 0
    fc.assert(
      fc.property(questions, (question) => {
        if (consentDue(question) !== null) return
        inOrder += 1
        const bearing = question.consents.filter((paper) => consentDue({ ...question, consents: [paper] }) === null)
        expect(bearing.length).toBeGreaterThan(0)
      }),
      { ...seed, numRuns: 4000 },
    )
    expect(inOrder).toBeGreaterThan(100)
  })

  it('a signature of this minute to everything always puts it in order', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const paper: SignedConsent = {
          technique: 'deep-dry-needling',
          riskZones: ['pleural', 'neural', 'vascular', 'abdominal', 'orbital'],
          textVersion: '2026-1',
          signedAtMs: question.nowMs,
          withdrawnAtMs: null,
        }
        const before = question.consents.filter(({ withdrawnAtMs }) => withdrawnAtMs !== question.nowMs)
        expect(consentDue({ ...question, consents: [...before, paper] })).toBeNull()
      }),
      { ...seed, numRuns: 1000 },
    )
  })

  it('the order of the papers means nothing', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(consentDue({ ...question, consents: question.consents.toReversed() })).toBe(consentDue(question))
      }),
      { ...seed, numRuns: 1000 },
    )
  })

  it('a treatment with fewer risks never needs more consent', () => {
    fc.assert(
      fc.property(questions, (question) => {
        if (consentDue(question) === null) expect(consentDue({ ...question, riskZones: [] })).toBeNull()
      }),
      { ...seed, numRuns: 1000 },
    )
  })
})

describe('screening and the card of a visit in general', () => {
  const answers: fc.Arbitrary<ScreeningAnswers> = fc
    .tuple(...QUESTIONS.map(() => fc.constantFrom(undefined, 'yes', 'no', 'unsure', 'does-not-apply')))
    .map((values) =>
      Object.fromEntries(
        QUESTIONS.flatMap(({ id }, i) => (values[i] === undefined ? [] : [[id, { value: values[i] }]])),
      ),
    )

  it('every yes and every doubt is put before the rules, and nothing else', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const raised = QUESTIONS.filter(
          ({ id, conditionCode }) => conditionCode !== null && ['yes', 'unsure'].includes(given[id]?.value ?? ''),
        ).map(({ conditionCode }) => conditionCode)
        expect(conditionsFromAnswers(QUESTIONS, given).map(({ code }) => code)).toEqual(raised)
      }),
      seed,
    )
  })

  it('carried-over answers are a part of the earlier ones and never complete a visit', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const earlier = Object.entries(given).map(
          ([questionId, answer]): EarlierAnswer => ({ questionId, answer: answer as ScreeningAnswer, answeredAtMs: 0 }),
        )
        const kept = answersToConfirm(QUESTIONS, earlier)
        for (const [id, answer] of Object.entries(kept)) expect(given[id]).toEqual(answer)
        const open = unanswered(QUESTIONS, kept).map(({ id }) => id)
        expect(open).toEqual(expect.arrayContaining(['anticoagulant', 'pregnancy']))
      }),
      seed,
    )
  })

  it('Z9: dangers always stand first, and a visit without needles is never nagged about needling', () => {
    const visits: fc.Arbitrary<VisitFacts> = fc.record({
      firstVisit: fc.boolean(),
      conditions: fc.subarray(['anticoagulant', 'pregnancy', 'fainted-before', 'diabetes']),
      weighty: fc.subarray(['anticoagulant', 'pregnancy', 'diabetes']),
      similarNames: fc.nat(2),
      lastReaction: fc.constantFrom(null, { kind: 'faint', onDate: '2026-10-01' }),
      needlingPlanned: fc.boolean(),
      consent: fc.constantFrom(null, 'none' as const),
      screeningComplete: fc.boolean(),
      areasUndecided: fc.boolean(),
      restingAreas: fc.subarray(
        ['upper-trapezius.left', 'neck'].map((areaId) => ({ areaId, untilDate: '2026-11-27' })),
      ),
      heldAreaIds: fc.subarray(['upper-trapezius.left', 'neck']),
      restsLonger: fc.boolean(),
      outcome: fc.option(
        fc.record({
          visit: fc.integer({ min: 1, max: 9 }),
          review: fc.constantFrom('none' as const, 'due' as const, 'overdue' as const),
          notImproving: fc.boolean(),
        }),
      ),
      replyOverdue: fc.constant(false),
      plan: fc.option(
        fc.record({ visit: fc.integer({ min: 1, max: 9 }), of: fc.constant(6), usedUp: fc.constant(false) }),
      ),
    })
    fc.assert(
      fc.property(visits, (visit) => {
        const severities = whatMatters(visit).map(({ severity }) => ['danger', 'due', 'info'].indexOf(severity))
        expect(severities).toEqual([...severities].sort())
        if (!visit.needlingPlanned && visit.outcome === null) expect(severities).not.toContain(1)
      }),
      seed,
    )
  })
})
