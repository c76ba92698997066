import { describe, expect, it } from 'vitest'
import { answerToText, type HeardText } from '#domain/contact/text-answer.ts'

const HEARD: HeardText = {
  ...{ meaning: 'answer', tier: 'unclassified', number: '+491713920011', stopped: false, isUnknown: false },
  today: { ofNumber: 1, ofUnknown: 0 },
}

describe('what is written back to a text', () => {
  it.each([
    ['emergency', 'emergency'],
    ['concerning', 'heard'],
    ['unclassified', 'heard'],
    ['harmless', 'thanks'],
  ] as const)('Z2: of an answer that is %s is "%s", whosever it is', (tier, answer) => {
    for (const meaning of ['answer', 'whose', 'stranger'] as const)
      expect(answerToText({ ...HEARD, meaning, tier, isUnknown: meaning === 'stranger' })).toBe(answer)
  })

  it('of a word is what the provider does not say itself', () => {
    const words = (['stop', 'start', 'help', 'not-me'] as const).map((meaning) =>
      answerToText({ ...HEARD, meaning, tier: null }),
    )
    expect(words).toEqual([null, null, 'help', 'not-me'])
  })

  it('I13: is nothing to who stopped texts, but what to do in an emergency', () => {
    const stopped = { ...HEARD, stopped: true }
    expect(answerToText(stopped)).toBeNull()
    expect(answerToText({ ...stopped, tier: 'emergency' })).toBe('emergency')
  })

  it('I20: finds an end for each number, for all that nobody knows together, and with machines', () => {
    const nth = (ofNumber: number, more: Partial<HeardText> = {}) =>
      answerToText({ ...HEARD, ...more, today: { ofNumber, ofUnknown: ofNumber } })
    expect([nth(5), nth(6)]).toEqual(['heard', null])
    expect([nth(20, { tier: 'emergency' }), nth(21, { tier: 'emergency' })]).toEqual(['emergency', null])
    const ofMany = (ofUnknown: number, more: Partial<HeardText> = {}) =>
      answerToText({ ...HEARD, meaning: 'stranger', isUnknown: true, ...more, today: { ofNumber: 1, ofUnknown } })
    expect([ofMany(100), ofMany(101), ofMany(101, { tier: 'emergency' })]).toEqual(['heard', null, 'emergency'])
    expect(ofMany(301, { tier: 'emergency' })).toBeNull()
    for (const number of ['72345', 'RIVERSIDE', '']) expect(answerToText({ ...HEARD, number })).toBeNull()
  })
})
