import { describe, expect, it } from 'vitest'
import { daysOf, entryOf, panelOf, panelWord, widthInDays } from '../../../src/app/(staff)/settings/rest/policy-view.ts'
import type { PolicyEntry, Rule } from '../../../src/features/recovery-rule/schema.ts'

const TECHNIQUES = ['deep-dry-needling', 'body-acupuncture'] as const

const rule = (amount: number, unit: Rule['unit']): Rule => ({
  ...{ id: `rule-${amount}`, technique: 'deep-dry-needling', relation: 'same', amount, unit, toleranceMinutes: 0 },
  ...{ state: 'in-force', version: 1, source: 'Our own count', validFrom: '2031-03-11' },
  ...{ approved: null, draftedByName: null, withdrawn: null },
})
const entry = (more: Partial<PolicyEntry>): PolicyEntry => ({
  ...{ technique: 'deep-dry-needling', relation: 'same', current: null, coming: [], draft: null },
  ...more,
})

describe('the picture of the rest rules', () => {
  it('draws hours as parts of a day', () => {
    expect(daysOf(rule(3, 'days'))).toBe(3)
    expect(daysOf(rule(36, 'hours'))).toBe(1.5)
  })

  it('is a week wide at least, and as wide as the longest rule that holds, follows or waits', () => {
    expect(widthInDays([])).toBe(7)
    expect(widthInDays([entry({ current: rule(3, 'days') })])).toBe(7)
    expect(widthInDays([entry({ current: rule(9, 'days') })])).toBe(9)
    expect(widthInDays([entry({ coming: [rule(250, 'hours')] })])).toBe(11)
    expect(widthInDays([entry({ current: rule(9, 'days'), draft: rule(21, 'days') })])).toBe(21)
  })

  it('has a place for what the clinic never wrote a rule for', () => {
    const deep = entry({ current: rule(3, 'days') })
    expect(entryOf([deep], 'deep-dry-needling', 'same')).toBe(deep)
    expect(entryOf([deep], 'deep-dry-needling', 'anywhere')).toEqual(entry({ relation: 'anywhere' }))
  })
})

describe('the panel beside the rest rules', () => {
  it('is found again by its word', () => {
    const word = panelWord('review', entry({ relation: 'neighbour' }))
    expect(panelOf(word, TECHNIQUES)).toEqual({
      kind: 'review',
      technique: 'deep-dry-needling',
      relation: 'neighbour',
    })
  })

  it('stays closed for a word nobody wrote', () => {
    for (const word of [null, '', 'draft', 'erase deep-dry-needling same', 'draft deep-dry-needling everywhere'])
      expect(panelOf(word, TECHNIQUES)).toEqual({ kind: 'closed' })
    expect(panelOf('draft moxibustion same', TECHNIQUES)).toEqual({ kind: 'closed' })
  })
})
