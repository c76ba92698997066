import { describe, expect, it } from 'vitest'
import { ancestorsOf } from '#domain/body/area.ts'
import {
  type Acknowledgement,
  brokenBy,
  type Condition,
  type ContraindicationRule,
  conditionsFromAnswers,
  contraindicationsOn,
  findContraindications,
  interrupts,
  knownOf,
  mergeConditions,
  pointCodeOf,
  type RulesQuestion,
  reachesBothLungs,
  renewingConditions,
  rulesOutArea,
  whyNotOpened,
} from '#domain/encounter/contraindication.ts'
import { bodyAreas } from '../../../../prisma/seed/body-areas.ts'
import { contraindications, demoContraindications } from '../../../../prisma/seed/contraindications.ts'
import { QUESTIONS } from '../../../../prisma/seed/questions.ts'
import { seedScope } from '../../../../prisma/seed/scope.ts'

const NOW = Date.parse('2026-11-26T10:00:00Z')
const rules = contraindications(seedScope('riverside', NOW))
const ruleOf = (code: string): ContraindicationRule => {
  const rule = rules.find((one) => one.code === code)
  if (rule === undefined) throw new Error(`No rule ${code}`)
  return rule
}
const is = (code: string, more: Partial<Condition> = {}): Condition => ({
  ...{ code, unsure: false, note: null, areaIds: null },
  ...more,
})
const at = (areaId: string, technique = 'deep-dry-needling', pointCode: string | null = null) => ({
  ...{ areaId, technique, pointCode },
})
const liesIn = (leafId: string, areaId: string): boolean =>
  leafId === areaId || ancestorsOf(leafId, bodyAreas).some(({ id }) => id === areaId)

const ask = (question: Partial<RulesQuestion>) =>
  findContraindications({
    ...{ rules, conditions: [], technique: 'deep-dry-needling', targets: [at('soleus.left')], acknowledgements: [] },
    ...{ encounterId: 'today', nowMs: NOW, zone: 'Europe/Berlin', liesIn },
    ...question,
  })
const standings = (question: Partial<RulesQuestion>) =>
  ask(question).map(({ rule, standing }) => `${rule.code} ${standing}`)

describe('the demo clinic’s rules', () => {
  it('each names where it was read, and none is called approved', () => {
    for (const { because, name, advice } of demoContraindications) {
      expect(because.length).toBeGreaterThan(20)
      for (const text of [name.en, name.de, advice.en, advice.de]) expect(text.length).toBeGreaterThan(3)
    }
  })

  it('sources disagree about anticoagulants, and the rule says so', () => {
    const rule = demoContraindications.find(({ code }) => code === 'anticoagulant')
    expect(rule?.because).toContain('sources disagree')
    expect(rule?.severity).toBe('acknowledge')
  })

  it('never call a depth or a length safe', () => {
    for (const { advice } of demoContraindications) expect(`${advice.en} ${advice.de}`).not.toMatch(/safe|sicher/i)
  })
})

describe('what the rules say, condition by technique', () => {
  it.each([
    // medscape.com/viewarticle/501973_6: current, not the plain needle
    ['pacemaker', 'electro-needling', ['pacemaker-current blocked']],
    ['pacemaker', 'deep-dry-needling', ['pacemaker-plain known']],
    ['pacemaker', 'superficial-dry-needling', ['pacemaker-plain known']],
    ['pacemaker', 'body-acupuncture', ['pacemaker-plain known']],
    // acupuntura.com: absolute for current; relative in the Irish list
    ['epilepsy', 'electro-needling', ['epilepsy-current blocked']],
    ['epilepsy', 'body-acupuncture', ['epilepsy-plain asks']],
    // McMaster against Geriatrics & Aging: a decision, never a refusal
    ['anticoagulant', 'deep-dry-needling', ['anticoagulant asks']],
    ['anticoagulant', 'electro-needling', ['anticoagulant asks']],
    ['fainted-before', 'deep-dry-needling', ['fainted-before known']],
    ['needled-elsewhere', 'deep-dry-needling', ['needled-elsewhere known']],
    ['needle-phobia', 'deep-dry-needling', ['needle-phobia blocked']],
    ['child', 'deep-dry-needling', ['child asks']],
  ])('%s and %s: %o', (code, technique, expected) => {
    expect(standings({ conditions: [is(code)], technique, targets: [at('soleus.left', technique)] })).toEqual(expected)
  })

  it('a visit without needles is asked nothing and refused nothing', () => {
    const everything = rules.map(({ conditionCode }) => is(conditionCode))
    const all = ask({ conditions: everything, technique: null, targets: [] })
    expect(all.length).toBeGreaterThan(10)
    expect(all.filter(interrupts)).toEqual([])
  })

  it('pregnancy keeps needles from points, not from patients', () => {
    const of = (pointCode: string | null) =>
      standings({
        conditions: [is('pregnancy')],
        technique: 'body-acupuncture',
        targets: [at('dorsal-interossei.left', 'body-acupuncture', pointCode)],
      })
    expect(of('LI4')).toEqual(['pregnancy-points blocked', 'pregnancy asks'])
    expect(of('LI5')).toEqual(['pregnancy asks', 'pregnancy-points known'])
    // which point, nobody has said: it is asked before the needle, not found out after it
    expect(of(null)).toEqual(['pregnancy-points asks', 'pregnancy asks'])
  })

  it('points that lie in a chosen place are asked about once, and left out, the place may be needled', () => {
    const pregnant = { conditions: [is('pregnancy')], targets: [at('soleus.left')] }
    const points = (question: Partial<RulesQuestion>) =>
      ask(question).find(({ rule }) => rule.code === 'pregnancy-points')
    expect(points(pregnant)).toMatchObject({ standing: 'asks', near: true, areaIds: ['soleus.left'] })
    expect(points({ ...pregnant, targets: [at('upper-trapezius.left')] })).toMatchObject({ standing: 'known' })
    const leftOut = (encounterId: string, atMs: number) => [
      {
        ...{ ruleId: ruleOf('pregnancy-points').id, encounterId, technique: 'deep-dry-needling', atMs },
        ...{ known: knownOf(is('pregnancy')), decision: 'leave-out' as const, waitsForCoSign: false },
      },
    ]
    const decided = points({ ...pregnant, acknowledgements: leftOut('last time', NOW - 30 * 86_400_000) })
    expect(decided).toMatchObject({ standing: 'left-out' })
    expect(brokenBy(decided ? [decided] : [])).toEqual([])
    expect(decided && rulesOutArea(decided, 'soleus.left')).toBe(false)
    // a point that is named all the same is ruled out
    const named = { ...pregnant, targets: [at('soleus.left', 'deep-dry-needling', 'BL60')] }
    expect(points({ ...named, acknowledgements: leftOut('today', NOW) })).toMatchObject({ standing: 'blocked' })
    // months later it is asked again
    expect(points({ ...pregnant, acknowledgements: leftOut('long ago', NOW - 200 * 86_400_000) })).toMatchObject({
      standing: 'asks',
    })
  })

  it('a point is known however it is typed', () => {
    expect(['li 4', 'BL-60', 'Sp06', 'BL31 left'].map(pointCodeOf)).toEqual(['LI4', 'BL60', 'SP6', 'BL31'])
    expect([null, '', 'the sore spot', 'LI'].map(pointCodeOf)).toEqual([null, null, null, null])
  })

  it('lymphoedema keeps needles from the limb that was named, with every leaf of it, and from no other', () => {
    const left = [is('lymphoedema', { areaIds: ['calf.left'] })]
    const found = ask({ conditions: left, targets: [at('soleus.left'), at('soleus.right')] })
    expect(found).toMatchObject([{ standing: 'blocked', areaIds: ['soleus.left'] }])
    expect(rulesOutArea(found[0]!, 'soleus.left')).toBe(true)
    expect(rulesOutArea(found[0]!, 'soleus.right')).toBe(false)
    expect(whyNotOpened(found)).toBeNull()
    expect(standings({ conditions: left, targets: [at('soleus.right')] })).toEqual(['lymphoedema known'])
  })

  it('while nobody has said where the lymphoedema is, it is everywhere', () => {
    const found = ask({ conditions: [is('lymphoedema')] })
    expect(whyNotOpened(found)?.rule.code).toBe('lymphoedema')
  })

  it('the gravest stands first', () => {
    const conditions = [is('fainted-before'), is('infection'), is('needle-phobia')]
    expect(standings({ conditions })).toEqual(['needle-phobia blocked', 'infection asks', 'fainted-before known'])
  })
})

describe('conditions', () => {
  it('come from a yes or a doubt, with the words and the place', () => {
    const answers = {
      anticoagulant: { value: 'unsure', note: ' since May ' },
      lymphoedema: { value: 'yes', areaIds: ['calf.left'] },
      infection: { value: 'no' },
      questions: { value: 'text', note: 'Does it hurt?' },
    } as const
    expect(conditionsFromAnswers(QUESTIONS, answers)).toEqual([
      is('anticoagulant', { unsure: true, note: 'since May' }),
      is('lymphoedema', { areaIds: ['calf.left'] }),
    ])
  })

  it('what was said today stands before what is on record, and neither is lost', () => {
    const today = is('anticoagulant', { note: 'stopped last week' })
    expect(mergeConditions([today], [is('anticoagulant'), is('epilepsy')])).toEqual([today, is('epilepsy')])
    const onRecord = is('anticoagulant', { note: 'Apixaban' })
    expect(mergeConditions([is('anticoagulant')], [onRecord])).toEqual([onRecord])
  })

  it('needles near both lungs: left and right, or in the middle', () => {
    const areas = (...ids: string[]) => bodyAreas.filter(({ id }) => ids.includes(id))
    expect(reachesBothLungs(areas('upper-trapezius.left', 'rhomboids.right'))).toBe(true)
    expect(reachesBothLungs(areas('upper-trapezius.left', 'rhomboids.left', 'soleus.right'))).toBe(false)
    expect(reachesBothLungs([{ side: 'midline', riskZones: ['pleural'] }])).toBe(true)
    expect(reachesBothLungs([])).toBe(false)
  })
})

describe('a decision', () => {
  const thinner = is('anticoagulant', { note: 'Apixaban' })
  const decided = (more: Partial<Acknowledgement> = {}): Acknowledgement => ({
    ...{ ruleId: ruleOf('anticoagulant').id, encounterId: 'before', technique: 'deep-dry-needling' },
    ...{ known: knownOf(thinner), decision: 'go-on', atMs: Date.parse('2026-06-01T10:00:00Z'), waitsForCoSign: false },
    ...more,
  })
  const standing = (acknowledgement: Acknowledgement, condition = thinner, nowMs = NOW) =>
    ask({ conditions: [condition], acknowledgements: [acknowledgement], nowMs })[0]?.standing

  it('holds as long as the rule says, and is not asked for again meanwhile', () => {
    expect(standing(decided())).toBe('decided')
    expect(standing(decided(), thinner, Date.parse('2026-12-01T10:59:59Z'))).toBe('decided')
    expect(standing(decided(), thinner, Date.parse('2026-12-01T11:00:00Z'))).toBe('asks')
  })

  it('is asked for anew when what is known changes, when the technique does, and when the rule has a new version', () => {
    expect(standing(decided(), is('anticoagulant', { note: 'Apixaban and aspirin' }))).toBe('asks')
    expect(standing(decided(), { ...thinner, unsure: true })).toBe('asks')
    expect(standing(decided({ technique: 'electro-needling' }))).toBe('asks')
    expect(standing(decided({ ruleId: 'an older version' }))).toBe('asks')
  })

  it('to leave it out holds for that visit, and needles that go in all the same break it', () => {
    const left = decided({ encounterId: 'today', decision: 'leave-out' })
    expect(standing(left)).toBe('left-out')
    expect(brokenBy(ask({ conditions: [thinner], acknowledgements: [left] }))).toHaveLength(1)
    expect(standing({ ...left, encounterId: 'before' })).toBe('asks')
  })

  it('of somebody under supervision waits for the clinical lead, and no box is opened meanwhile', () => {
    const waits = decided({ encounterId: 'today', waitsForCoSign: true })
    expect(standing(waits)).toBe('waits')
    expect(whyNotOpened(ask({ conditions: [thinner], acknowledgements: [waits] }))?.standing).toBe('waits')
    expect(standing({ ...waits, encounterId: 'before' })).toBe('asks')
  })

  it('never opens what a rule rules out', () => {
    const rule = ruleOf('pacemaker-current')
    const acknowledgements = [
      decided({
        ruleId: rule.id,
        encounterId: 'today',
        technique: 'electro-needling',
        known: knownOf(is('pacemaker')),
      }),
    ]
    const question = { conditions: [is('pacemaker')], technique: 'electro-needling', acknowledgements }
    expect(standings({ ...question, targets: [at('soleus.left', 'electro-needling')] })).toEqual([
      'pacemaker-current blocked',
    ])
  })

  it('about this visit alone is asked for at each', () => {
    const both = is('both-sides-of-thorax')
    const earlier = decided({ ruleId: ruleOf('both-sides-of-thorax').id, known: knownOf(both) })
    expect(standing(earlier, both)).toBe('asks')
    expect(standing({ ...earlier, encounterId: 'today' }, both)).toBe('decided')
  })
})

describe('rules over time', () => {
  it('of each rule the latest version that has begun holds, and none while that one is given up', () => {
    const rule = ruleOf('infection')
    const next = { ...rule, version: 2, validFrom: '2026-12-01', severity: 'block' as const }
    const gone = { ...rule, version: 3, validFrom: '2027-01-01', active: false }
    const on = (date: string) => contraindicationsOn([gone, rule, next], date).map(({ version }) => version)
    expect([on('2026-11-30'), on('2026-12-01'), on('2027-01-01')]).toEqual([[1], [2], []])
  })

  it('a condition asks for consent again only where its rule says so', () => {
    const found = ask({ conditions: [is('anticoagulant'), is('infection')] })
    expect(renewingConditions(found)).toEqual(['anticoagulant'])
  })
})
