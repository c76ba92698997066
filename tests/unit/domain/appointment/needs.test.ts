import { describe, expect, it } from 'vitest'
import { answers, extraMinutesOf, lengthened, type PatientNeed } from '#domain/appointment/needs.ts'

const interpreter = (...languages: string[]) => ({ kind: 'interpreter', languages }) as const
const arabic = (language: string) => ({ kind: 'interpreter', language, extraMinutes: 0 }) as const

describe('an attendant', () => {
  it('interprets who speaks the language, in any of its varieties', () => {
    expect(answers(interpreter('fr', 'ar'), arabic('ar'))).toBe(true)
    expect(answers(interpreter('ar'), arabic('ar-EG'))).toBe(true)
    expect(answers(interpreter('AR-eg'), arabic('ar'))).toBe(true)
    expect(answers(interpreter('arc'), arabic('ar'))).toBe(false)
    expect(answers(interpreter(), arabic('ar'))).toBe(false)
  })

  it('does one thing: an interpreter is no chaperone', () => {
    const need = { kind: 'chaperone', extraMinutes: 0 } as const
    expect(answers({ kind: 'chaperone', languages: [] }, need)).toBe(true)
    expect(answers(interpreter('ar'), need)).toBe(false)
    expect(answers({ kind: 'chaperone', languages: ['ar'] }, arabic('ar'))).toBe(false)
  })
})

describe('more time', () => {
  const segments = [
    { kind: 'resting', minutes: 5 },
    { kind: 'hands-on', minutes: 15 },
    { kind: 'resting', minutes: 30 },
    { kind: 'hands-on', minutes: 10 },
  ] as const

  it('is added up over all needs and lengthens the first time that hands are on the patient', () => {
    const needs: PatientNeed[] = [
      { kind: 'more-time', extraMinutes: 10 },
      { kind: 'interpreter', language: 'ar', extraMinutes: 15 },
      { kind: 'accessible-room', extraMinutes: 0 },
    ]
    expect(extraMinutesOf(needs)).toBe(25)
    expect(lengthened(segments, 25).map(({ minutes }) => minutes)).toEqual([5, 40, 30, 10])
  })

  it('is taken off again when the need is gone', () => {
    expect(lengthened(lengthened(segments, 25), -25)).toEqual(segments)
    expect(lengthened(segments, 0)).toBe(segments)
  })
})
