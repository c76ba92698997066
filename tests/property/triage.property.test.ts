import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWords } from '#domain/aftercare/said-words.ts'
import { BRUISES, type CheckIn, NEEDLES, TIERS, triage, YES_NO } from '#domain/aftercare/triage.ts'
import { demoTerms, demoTriageRules } from '../../prisma/seed/triage.ts'

const seed = { seed: 20261126 }
const terms = [demoTerms.en, demoTerms.de]
const red = terms.flatMap(({ emergency }) => emergency).map((term) => term.replaceAll('*', ''))
const calm = [
  'I am fine',
  'thanks',
  'no',
  'not',
  'without',
  'kein',
  'alles gut',
  'really',
  'since',
  '😀',
  'ok',
  ',',
  '.',
  '?',
]

const maybe = <T>(values: readonly T[]) => fc.constantFrom<T | null>(null, ...values)
const answers: fc.Arbitrary<CheckIn> = fc.record({
  soreness: fc.option(fc.integer({ min: 0, max: 10 })),
  bruise: maybe(BRUISES),
  infection: maybe(YES_NO),
  chest: maybe(YES_NO),
  numbness: maybe(YES_NO),
  needle: maybe(NEEDLES),
  words: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom(...calm, ...red)),
})
const visits = fc.record({
  riskZones: fc.oneof(fc.constant('unknown' as const), fc.subarray(['pleural', 'neural', 'orbital'] as const)),
  rules: fc.subarray([...demoTriageRules]),
  answerMinutes: fc.integer({ min: 1, max: 600 }),
})

const said = (answer: CheckIn, visit: { riskZones: 'unknown' | readonly ('pleural' | 'neural' | 'orbital')[] }) =>
  triage({ answer, techniques: [], rules: demoTriageRules, terms, answerMinutes: 90, ...visit })

describe('answers in general', () => {
  it('Z2: a text that holds a red word is never harmless, whatever stands around it', () => {
    const around = fc.array(fc.constantFrom(...calm), { maxLength: 6 }).map((words) => words.join(' '))
    const shout = fc.constantFrom(
      (word: string) => word,
      (word: string) => word.toUpperCase(),
    )
    fc.assert(
      fc.property(around, fc.constantFrom(...red), around, shout, (before, term, behind, loud) => {
        expect(readWords(`${before} ${loud(term)} ${behind}`, terms)).not.toBe('harmless')
      }),
      { ...seed, numRuns: 400 },
    )
  })

  it('Z2: trouble with the chest, or a needle in the body, rings whatever else is said and whatever rules are left', () => {
    fc.assert(
      fc.property(answers, visits, (answer, visit) => {
        const red = { ...answer, chest: 'yes' as const }
        expect(triage({ answer: red, techniques: [], terms, ...visit })).toMatchObject({
          tier: 'emergency',
          rings: true,
        })
        const needle = triage({ answer: { ...answer, needle: 'in-the-body' }, techniques: [], terms, ...visit })
        expect([needle.rings, ['emergency', 'concerning'].includes(needle.tier)]).toEqual([true, true])
      }),
      { ...seed, numRuns: 200 },
    )
  })

  it('Z2: saying more never calms', () => {
    fc.assert(
      fc.property(answers, answers, visits, (answer, more, visit) => {
        const worse: CheckIn = {
          ...answer,
          chest: more.chest === 'yes' ? 'yes' : answer.chest,
          infection: more.infection === 'yes' ? 'yes' : answer.infection,
          needle: more.needle === 'in-the-body' ? 'in-the-body' : answer.needle,
        }
        // what was left out was unclassified: a sign that is named is at least that
        expect(TIERS.indexOf(said(worse, visit).tier)).toBeLessThanOrEqual(TIERS.indexOf(said(answer, visit).tier))
      }),
      { ...seed, numRuns: 300 },
    )
  })

  it('Z2: somebody has to look, within a time, at everything that is not harmless, and at nothing else', () => {
    fc.assert(
      fc.property(answers, visits, (answer, visit) => {
        const { tier, dueMinutes } = triage({ answer, techniques: [], terms, ...visit })
        if (tier === 'harmless') expect(dueMinutes).toBeNull()
        else expect(dueMinutes).toBeGreaterThan(0)
      }),
      { ...seed, numRuns: 300 },
    )
  })
})
