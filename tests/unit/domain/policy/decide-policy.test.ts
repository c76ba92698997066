import { describe, expect, it } from 'vitest'
import { inReadingOrder, missingParts, NEEDED_PARTS, saysTwice } from '#domain/encounter/consent-parts.ts'
import { holdsFrom, keyFrom, whyNotApproved, whyNotDiscarded } from '#domain/policy/decide-policy.ts'

describe('a version of a policy', () => {
  it('is approved once: a draft, or what came with the clinic and nobody stands for', () => {
    expect(whyNotApproved({ state: 'draft', approvedBy: null })).toBeNull()
    expect(whyNotApproved({ state: 'in-force', approvedBy: null })).toBeNull()
    expect(whyNotApproved({ state: 'in-force', approvedBy: 'Ana Ruiz' })).toBe('approved-already')
    expect(whyNotApproved({ state: 'discarded', approvedBy: null })).toBe('not-a-draft')
  })

  it('is discarded while it is a draft, and never once it is in force', () => {
    expect(whyNotDiscarded({ state: 'draft' })).toBeNull()
    expect(whyNotDiscarded({ state: 'in-force' })).toBe('not-a-draft')
    expect(whyNotDiscarded({ state: 'discarded' })).toBe('not-a-draft')
  })

  it('holds from its day on, or from today when that day passed while it waited; what holds already keeps its day', () => {
    const today = '2026-12-10'
    expect(holdsFrom({ state: 'draft', validFrom: '2027-01-01' }, today)).toBe('2027-01-01')
    expect(holdsFrom({ state: 'draft', validFrom: '2026-12-01' }, today)).toBe(today)
    expect(holdsFrom({ state: 'in-force', validFrom: '2020-01-01' }, today)).toBe('2020-01-01')
  })

  it('that is new is named after what people call it, and never like another', () => {
    expect(keyFrom('Fainted from a needle', new Set())).toBe('fainted-from-a-needle')
    expect(keyFrom('Fainted!', new Set(['fainted', 'fainted-2']))).toBe('fainted-3')
    expect(keyFrom('気絶', new Set(['new']))).toBe('new-2')
    expect(keyFrom('x'.repeat(90), new Set()).length).toBeLessThanOrEqual(40)
  })
})

describe('a paper of consent', () => {
  const part = (
    one: (typeof NEEDED_PARTS)[number] | 'risk',
    technique: string | null = null,
    riskZone: string | null = null,
  ) => ({
    ...{ part: one, technique, riskZone },
  })
  const whole = NEEDED_PARTS.map((one) => part(one))

  it('lacks nothing when it names what it is, what may happen, what else there is and that one is free', () => {
    expect(missingParts(whole, ['deep', 'light'])).toEqual([])
    expect(
      missingParts(
        whole.filter((one) => one.part !== 'other'),
        ['deep'],
      ),
    ).toEqual(['other'])
  })

  it('may say a part of each technique by itself, and then lacks none of them', () => {
    const split = [...whole.filter((one) => one.part !== 'what'), part('what', 'deep')]
    expect(missingParts(split, ['deep', 'light'])).toEqual(['what'])
    expect(missingParts([...split, part('what', 'light')], ['deep', 'light'])).toEqual([])
  })

  it('says nothing twice, and is read in one order', () => {
    expect(saysTwice(whole)).toBe(false)
    expect(saysTwice([...whole, part('what')])).toBe(true)
    expect(saysTwice([part('risk', null, 'neural'), part('risk', null, 'pleural')])).toBe(false)
    expect(inReadingOrder([part('agree'), part('what', 'deep'), part('what')])).toEqual([
      part('what'),
      part('what', 'deep'),
      part('agree'),
    ])
  })
})
