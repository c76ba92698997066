import { describe, expect, it } from 'vitest'
import { AI_RULES, FORBIDDEN_PAIRS, ruleAt } from '#domain/lot/gs1-table.ts'
import { GS1_DICTIONARY } from '../../../support/gs1-dictionary.ts'

const rule = (ai: string) => {
  const found = AI_RULES.get(ai)
  if (!found) throw new Error(`${ai} is not in the table`)
  return found
}

describe('the table of application identifiers', () => {
  it('holds the identifiers the clinic works with, as GS1 lays them down', () => {
    const facts = ['01', '10', '11', '17', '20', '21', '22', '30', '37', '240', '7003'].map((ai) => {
      const { predefined, minLength, maxLength, fields } = rule(ai)
      return [ai, predefined, minLength, maxLength, fields[0]?.kind]
    })
    expect(facts).toEqual([
      ['01', true, 14, 14, 'digits'],
      ['10', false, 1, 20, 'text'],
      ['11', true, 6, 6, 'digits'],
      ['17', true, 6, 6, 'digits'],
      ['20', true, 2, 2, 'digits'],
      ['21', false, 1, 20, 'text'],
      ['22', false, 1, 20, 'text'],
      ['30', false, 1, 8, 'digits'],
      ['37', false, 1, 8, 'digits'],
      ['240', false, 1, 30, 'text'],
      ['7003', false, 10, 10, 'digits'],
    ])
  })

  it('K17: holds what may stand between them', () => {
    const between = ['00', '02', '414', '254', '710', '717', '90', '91', '99', '3103', '3922', '8005', '8020', '427']
    expect(between.filter((ai) => !AI_RULES.has(ai))).toEqual([])
  })

  it('K17: agrees with GS1’s own dictionary about every identifier that there is', () => {
    const KINDS = { N: 'digits', X: 'text', Y: 'code39', Z: 'base64' } as const
    const lines = GS1_DICTIONARY.trim().split('\n')
    expect(lines.length).toBeGreaterThan(200)
    const told = lines.flatMap((line) => {
      const [, first = '', last = first, star = '', formats = ''] = /^(\d+)(?:-(\d+))?(\*?) (.*)$/.exec(line) ?? []
      const parts = [...formats.matchAll(/(\[?)([NXYZ])(\.\.)?(\d+)/g)].map(([, open, kind, upTo, length]) => ({
        kind: KINDS[kind as keyof typeof KINDS],
        min: open ? 0 : upTo ? 1 : Number(length),
        max: Number(length),
      }))
      const facts = {
        predefined: star === '*',
        min: parts.reduce((sum, { min }) => sum + min, 0),
        // which set each character is taken from, up to the longest there may be
        kinds: parts.flatMap(({ kind, max }) => Array.from({ length: max }, () => kind)).join(' '),
      }
      const count = Number(last) - Number(first) + 1
      return Array.from({ length: count }, (_, i) => [String(Number(first) + i).padStart(first.length, '0'), facts])
    })
    const ours = told.map(([ai]) => {
      const { predefined, minLength, fields } = rule(ai as string)
      const kinds = fields.flatMap(({ kind, max }) => Array.from({ length: max }, () => kind)).join(' ')
      return [ai, { predefined, min: minLength, kinds }]
    })
    expect(ours).toEqual(told)
    // what the dictionary leaves out is not assigned, but has a length
    const known = new Set(told.map(([ai]) => ai))
    expect([...AI_RULES.keys()].filter((ai) => !known.has(ai))).toEqual(['04', '14', '18', '19'])
  })

  it('no identifier is the beginning of another, so reading one is never ambiguous', () => {
    const all = [...AI_RULES.keys()]
    const clashes = all.filter((ai) => all.some((other) => other !== ai && other.startsWith(ai)))
    expect(clashes).toEqual([])
  })

  it('an element without a separator has one length only', () => {
    const loose = [...AI_RULES.values()].filter((r) => r.predefined && r.minLength !== r.maxLength)
    expect(loose).toEqual([])
  })

  it('exactly the first two digits that GS1 names have a predefined length', () => {
    const starts = new Set([...AI_RULES.values()].filter((r) => r.predefined).map((r) => r.ai.slice(0, 2)))
    expect([...starts].sort()).toEqual('00 01 02 03 04 11 12 13 14 15 16 17 18 19 20 31 32 33 34 35 36 41'.split(' '))
  })

  it('only the last part of an element may vary in length', () => {
    const wrong = [...AI_RULES.values()].filter((r) =>
      r.fields.slice(0, -1).some((field) => field.optional || field.min !== field.max),
    )
    expect(wrong).toEqual([])
  })

  it('identifiers have two to four digits', () => {
    expect([...AI_RULES.keys()].filter((ai) => !/^\d{2,4}$/.test(ai))).toEqual([])
  })

  it('finds the identifier at a place in a message', () => {
    expect(ruleAt('0110614141200013', 0)?.ai).toBe('01')
    expect(ruleAt('xx7003', 2)?.ai).toBe('7003')
    expect(ruleAt('2401', 0)?.ai).toBe('240')
    expect(ruleAt('8999', 0)).toBeNull()
    expect(ruleAt('01', 2)).toBeNull()
  })

  it('K19: forbids the pairs that GS1’s dictionary excludes among the identifiers of articles', () => {
    const pairs = new Set(FORBIDDEN_PAIRS.map((pair) => pair.toSorted().join(' ')))
    for (const pair of ['01 255', '01 37', '01 02', '02 03', '03 37', '03 235', '21 235', '8006 01', '8026 8006'])
      expect(pairs.has(pair.split(' ').toSorted().join(' ')), pair).toBe(true)
  })

  it('K19: forbids only pairs of identifiers that it knows', () => {
    expect(FORBIDDEN_PAIRS.flat().filter((ai) => !AI_RULES.has(ai))).toEqual([])
  })
})
