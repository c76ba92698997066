import { describe, expect, it } from 'vitest'
import { judgePin, looksLikePin } from '#auth/pin-rules.ts'

describe('a PIN', () => {
  it('is four to eight digits', () => {
    for (const pin of ['4071', '90210', '27182845']) expect(judgePin(pin)).toBeNull()
    for (const pin of ['', '407', '407a', '4071 ', '271828459', '４０７１']) expect(judgePin(pin)).toBe('not-digits')
  })

  it('is none of the first that somebody tries', () => {
    for (const pin of ['0000', '1234', '9876', '1212', '123123', '2468']) expect(judgePin(pin)).toBe('one-pattern')
  })

  it('is never taken for a password', () => {
    expect(looksLikePin('heron under quiet bridges')).toBe(false)
    expect(looksLikePin('123456789012')).toBe(false)
  })
})
