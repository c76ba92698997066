import { describe, expect, it } from 'vitest'
import { ALWAYS_RED, SAYS_NO } from '#domain/aftercare/red-words.ts'
import { canBeHeard, hearWords, missingRed, readWords, type TriageTerms } from '#domain/aftercare/said-words.ts'
import {
  type CheckIn,
  floorOf,
  isBelowFloor,
  ONLY_WORDS,
  SIGNS,
  saysAnything,
  type TIERS,
  type TriageFacts,
  triage,
  triageUnknownText,
} from '#domain/aftercare/triage.ts'
import { demoTerms, demoTriageRules } from '../../../../prisma/seed/triage.ts'
import { triageRulesOfDemo } from '../../../../prisma/seed/triage-texts.ts'

const ALL_NO: CheckIn = {
  ...{ soreness: 2, bruise: 'none', infection: 'no', chest: 'no', numbness: 'no', needle: 'none', words: '' },
}
const terms = [demoTerms.en, demoTerms.de]
const asked = (answer: Partial<CheckIn>, more: Partial<TriageFacts> = {}) =>
  triage({
    ...{ answer: { ...ALL_NO, ...answer }, techniques: ['deep-dry-needling'], riskZones: [] },
    ...{ rules: demoTriageRules, terms, answerMinutes: 90, ...more },
  })
const said = (words: string) => readWords(words, terms)

describe('the table of answers', () => {
  it('has a source for each row and words in both languages', () => {
    for (const { because, title, steps } of triageRulesOfDemo) {
      expect(because.length).toBeGreaterThan(20)
      expect(steps.en.length).toBe(steps.de.length)
      expect(`${title.en}${title.de}`).not.toBe('')
    }
    expect(new Set(demoTriageRules.map(({ sign }) => sign))).toEqual(new Set(SIGNS))
  })

  it.each([
    ['trouble with the chest, wherever it was', { chest: 'yes' }, [], 'emergency', 5, true],
    ['somebody who is not sure about the chest', { chest: 'unsure' }, [], 'emergency', 5, true],
    ['Z4: a needle in the body near the lung', { needle: 'in-the-body' }, ['pleural'], 'emergency', 5, true],
    ['Z4: a needle in the body elsewhere', { needle: 'in-the-body' }, ['neural'], 'concerning', 15, true],
    ['Z4: a needle on the floor', { needle: 'outside' }, ['pleural'], 'concerning', 60, false],
    ['signs of an infection', { infection: 'yes' }, [], 'concerning', 60, false],
    ['numbness that somebody is not sure of', { numbness: 'unsure' }, [], 'concerning', 60, false],
    ['a bruise that grows', { bruise: 'growing' }, [], 'concerning', 120, false],
    ['a small bruise', { bruise: 'small' }, ['pleural'], 'harmless', null, false],
    ['soreness of 6', { soreness: 6 }, [], 'harmless', null, false],
    ['soreness of 7', { soreness: 7 }, [], 'concerning', 240, false],
    ['words nobody listens for', { words: 'Can I go to the sauna?' }, [], 'unclassified', 90, false],
    ['thanks', { words: 'Thank you!' }, ['pleural'], 'harmless', null, false],
    ['a red word among all "no"', { words: 'a bit short of breath on the stairs' }, [], 'emergency', 5, true],
  ] as const)('%s', (_, answer, riskZones, tier, dueMinutes, rings) => {
    expect(asked(answer, { riskZones: [...riskZones] })).toMatchObject({ tier, dueMinutes, rings })
  })

  it('takes the gravest of all that is said, and tells of each', () => {
    const both = asked({ chest: 'yes', infection: 'yes', soreness: 9, words: 'Where do I park?' })
    expect(both).toMatchObject({ tier: 'emergency', dueMinutes: 5 })
    expect(both.rules.map(({ code }) => code)).toEqual(['chest', 'infection', 'soreness-strong'])
  })

  it('Z2: of a text of which nobody knows whose it is nothing is harmless, and a red word always rings', () => {
    const sorted = (words: string) => {
      const { tier, rings } = triageUnknownText(words, { rules: demoTriageRules, terms, answerMinutes: 90 })
      return [tier, rings]
    }
    expect(sorted('I cannot breathe')).toEqual(['emergency', true])
    expect(sorted('No chest pain')).toEqual(['unclassified', true])
    expect(sorted('Keine Luftnot mehr')).toEqual(['unclassified', true])
    for (const words of ['Thank you!', 'When may I go running again?', ''])
      expect(sorted(words)).toEqual(['unclassified', false])
  })

  it('Z2: without any table trouble with the chest is an emergency, and nothing else is harmless', () => {
    const bare = { rules: [], terms: [] }
    expect(asked({ chest: 'yes' }, bare)).toMatchObject({ tier: 'emergency', rings: true, dueMinutes: 90 })
    expect(asked({ needle: 'in-the-body' }, bare)).toMatchObject({ tier: 'concerning', rings: true })
    expect(asked({ infection: 'yes' }, bare).tier).toBe('unclassified')
    expect(asked({ words: 'thanks' }, bare).tier).toBe('unclassified')
  })

  it('Z2: no table makes trouble with the chest less than an emergency', () => {
    const rules = demoTriageRules.map((rule) => ({ ...rule, tier: 'harmless' as const, rings: false }))
    expect(asked({ chest: 'yes' }, { rules })).toMatchObject({ tier: 'emergency', rings: true })
    expect(asked({ needle: 'outside' }, { rules }).tier).toBe('concerning')
  })

  it('Z2: no row is drafted that makes less of an answer than the software does, and what came with the clinic is none', () => {
    const below = (sign: (typeof SIGNS)[number], tier: (typeof TIERS)[number], rings = true, active = true) =>
      isBelowFloor({ sign, tier, rings, active })
    for (const { sign, tier, rings } of triageRulesOfDemo) expect(below(sign, tier, rings), sign).toBe(false)
    for (const sign of ['chest', 'words-emergency'] as const) {
      for (const tier of ['concerning', 'unclassified', 'harmless'] as const) expect(below(sign, tier)).toBe(true)
      expect([below(sign, 'emergency', false), below(sign, 'emergency', true, false)]).toEqual([true, true])
    }
    for (const sign of ['needle-in-body', 'needle-outside'] as const)
      expect([below(sign, 'unclassified'), below(sign, 'concerning', true, false)]).toEqual([true, true])
    expect([below('needle-in-body', 'concerning', false), below('needle-outside', 'concerning', false)]).toEqual([
      true,
      false,
    ])
    for (const sign of SIGNS) expect(below(sign, 'harmless'), sign).toBe(sign !== 'soreness')
    expect([below('infection', 'emergency', false), below('infection', 'concerning', false, false)]).toEqual([
      true,
      false,
    ])
  })

  it('Z2: a row that was made less of all the same, or is gone, decides no less than its floor', () => {
    const said = { chest: { chest: 'yes' }, infection: { infection: 'yes' }, numbness: { numbness: 'yes' } } as const
    for (const [sign, answer] of Object.entries(said)) {
      const rules = demoTriageRules.map((rule) => ({ ...rule, tier: 'harmless' as const, rings: false }))
      const floor = floorOf(sign as keyof typeof said)
      for (const some of [rules, []]) expect(asked(answer, { rules: some }).tier).toBe(floor?.tier)
    }
  })

  it('Z2: what was not answered is not away', () => {
    for (const field of ['chest', 'infection', 'numbness', 'needle'] as const)
      expect(asked({ [field]: null }).tier).toBe('unclassified')
    expect(saysAnything({ ...ONLY_WORDS, words: '  ' })).toBe(false)
  })

  it('takes thanks by text message as such only far from the lung', () => {
    const thanks = (riskZones: TriageFacts['riskZones']) => asked({ ...ONLY_WORDS, words: 'Danke' }, { riskZones }).tier
    expect([thanks([]), thanks(['pleural']), thanks('unknown')]).toEqual(['harmless', 'unclassified', 'unclassified'])
  })
})

describe('free words', () => {
  it.each([
    'I have chest pain',
    'there is a pain deep in the middle of my chest',
    'cant breathe',
    'I cannot really breathe',
    'I’m SHORT OF BREATH!!',
    'shortnes of breth',
    'chset pain since lunch',
    'cheeeest paaaain',
    'No, I have chest pain',
    'no fever but chest pain',
    'no. chest. pain.',
    'All fine, only my lips are blue',
    'Ich habe Brustschmerzen',
    'schmerzen in der linken brust',
    'bekomme keine Luft',
    'Atemnoot',
    'kann nicht richtig atmen',
    'Mir geht es gut, nur etwas kurzatmig',
    'engegefühl',
  ])('Z2: "%s" is an emergency', (words) => {
    expect(said(words)).toBe('emergency')
  })

  it.each([
    'no chest pain',
    'No chest pain or breathlessness',
    'I do not have any chest pain, thanks',
    'keine Atemnot',
    'weder Atemnot noch Brustschmerzen',
    'kein Fieber',
    '😱',
    'fine 😬',
    'fine?',
    '胸が痛い',
    'me duele el pecho',
    '…',
    '3',
  ])('Z2: "%s" calms nobody: a person reads it', (words) => {
    expect(said(words)).toBe('unclear')
  })

  it.each([
    'it feels numb',
    'I fuond a needle',
    'Fieber seit gestern',
    'die Stelle ist entzündet',
    'no fever but swollen',
  ])('"%s" is looked at soon', (words) => {
    expect(said(words)).toBe('concerning')
  })

  it.each(['Thanks', 'all good, thank you very much', 'Danke, alles gut!', 'ok', 'I’m fine, thanks'])(
    '"%s" asks for nothing',
    (words) => {
      expect(said(words)).toBe('harmless')
    },
  )
})

describe('the lists of a clinic', () => {
  const nothing: TriageTerms = { emergency: [], concerning: [], harmless: [], negations: [] }
  const under = (words: string, more: Partial<TriageTerms>) => readWords(words, [{ ...nothing, ...more }])

  it('Z2: what is red in every clinic is an emergency whatever its lists leave out, call harmless or take for a "no"', () => {
    for (const phrase of Object.values(ALWAYS_RED).flat()) {
      const words = phrase.replaceAll('*', '')
      const [first = ''] = words.split(' ')
      expect(under(words, {}), words).toBe('emergency')
      expect(under(words, { harmless: [words], concerning: [words] }), words).toBe('emergency')
      expect(under(`oh ${words}`, { negations: ['oh', first] }), words).toBe('emergency')
    }
  })

  it('Z2: a "no" that came with the clinic stays one, and what stands behind it calms nobody whatever is called harmless', () => {
    for (const no of ['no', 'kein', 'without']) expect(under(`${no} pneumothorax`, {})).toBe('unclear')
    expect(under('no chest pain', { harmless: ['no chest pain', 'no', 'chest pain'] })).toBe('unclear')
    expect(Object.values(SAYS_NO).flat()).toContain('keine')
  })

  it('a word of its own rings, is taken back by its own "no", and is told with the list that it is in', () => {
    const own = [{ ...nothing, emergency: ['hand turns white'], concerning: ['jelly leg*'], negations: ['nope'] }]
    expect(readWords('my hand turned white, hand turns white', own)).toBe('emergency')
    expect(readWords('nope jelly legs', own)).toBe('unclear')
    expect(hearWords('jelly legs and no chest pain', own)).toEqual([
      { list: 'emergency', phrase: 'chest pain', behindNo: true },
      { list: 'concerning', phrase: 'jelly leg*', behindNo: false },
    ])
    expect(hearWords('thank you', own)).toEqual([])
  })

  it('Z2: a list names which red words are missing from it', () => {
    expect(missingRed('en', ALWAYS_RED.en)).toEqual([])
    expect(missingRed('de', [...ALWAYS_RED.de.slice(1), 'own'])).toEqual(ALWAYS_RED.de.slice(0, 1))
    expect(missingRed('fr', ['own'])).toEqual([])
  })

  it('Z10: a phrase that would ring for nearly everything cannot be listened for', () => {
    expect(['fever', 'vomit*', 'no air'].map(canBeHeard)).toEqual([true, true, true])
    expect(['', '…', 'a*', 'pain bre*', '*'].map(canBeHeard)).toEqual([false, false, false, false, false])
  })
})
