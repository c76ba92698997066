import { describe, expect, it } from 'vitest'
import { type SecondCountFacts, secondCountOf } from '#domain/encounter/second-count.ts'

const found = (removed: number, missing = 0) => ({ removed, fellOutFound: 0, broken: 0, missing })
const second = (removed: number, explanation: string | null = null) => ({ ...found(removed), explanation })
const facts: SecondCountFacts = { asked: true, inserted: 8, counted: found(8), first: found(8), seconds: [second(8)] }

describe('a second count', () => {
  it.each<[string, Partial<SecondCountFacts>, ReturnType<typeof secondCountOf>]>([
    ['two who find the same', {}, 'agrees'],
    ['a clinic that does not want one', { asked: false, seconds: [] }, 'not-asked'],
    ['a visit in which nothing went in', { inserted: 0, counted: found(0), first: null }, 'not-asked'],
    ['nobody who has counted yet', { first: null, seconds: [] }, 'missing'],
    ['no second person yet', { seconds: [] }, 'missing'],
    ['Z13: a first count that was changed since', { counted: found(7, 1) }, 'missing'],
    ['Z13: two who differ', { seconds: [second(7)] }, 'differs'],
    ['Z13: two who differ and say which holds', { seconds: [second(7, 'One lay in the sheet.')] }, 'agrees'],
    ['two who differ first and then agree', { seconds: [second(7), second(8)] }, 'agrees'],
  ])('%s', (_, change, expected) => {
    expect(secondCountOf({ ...facts, ...change })).toBe(expected)
  })
})
