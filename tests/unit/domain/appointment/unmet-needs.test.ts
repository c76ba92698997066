import { describe, expect, it } from 'vitest'
import type { PatientNeed } from '#domain/appointment/needs.ts'
import { meetsNeed, needsTouched, type VisitAsBooked } from '#domain/appointment/unmet-needs.ts'

const visit: VisitAsBooked = {
  practitionerId: 'ben',
  gender: 'male',
  accessible: false,
  attendants: [],
  needMinutes: 0,
}
const meets = (need: PatientNeed, change: Partial<VisitAsBooked> = {}, minutes = need.extraMinutes) =>
  meetsNeed(need, { ...visit, ...change }, minutes)

describe('a visit that is booked already', () => {
  it('meets the need for a woman only with somebody of whom that is known', () => {
    const need: PatientNeed = { kind: 'woman-practitioner', extraMinutes: 0 }
    expect([meets(need, { gender: 'female' }), meets(need), meets(need, { gender: null })]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('is not with whom the patient does not want to see', () => {
    const need: PatientNeed = { kind: 'not-practitioner', practitionerId: 'ben', extraMinutes: 0 }
    expect([meets(need), meets(need, { practitionerId: 'ana' })]).toEqual([false, true])
  })

  it('has its room, and whoever has to be there', () => {
    expect(meets({ kind: 'accessible-room', extraMinutes: 0 })).toBe(false)
    expect(meets({ kind: 'accessible-room', extraMinutes: 0 }, { accessible: true })).toBe(true)
    const interpreter: PatientNeed = { kind: 'interpreter', language: 'ar', extraMinutes: 0 }
    const comes = (...languages: string[]) => ({ attendants: [{ kind: 'interpreter' as const, languages }] })
    expect([meets(interpreter), meets(interpreter, comes('fr')), meets(interpreter, comes('fr', 'ar-EG'))]).toEqual([
      false,
      false,
      true,
    ])
    expect(meets({ kind: 'chaperone', extraMinutes: 0 }, comes('ar'))).toBe(false)
  })

  it('is as long as all needs together ask, and no need without minutes asks for any', () => {
    const need: PatientNeed = { kind: 'more-time', extraMinutes: 15 }
    expect([meets(need), meets(need, { needMinutes: 15 }), meets(need, { needMinutes: 15 }, 25)]).toEqual([
      false,
      true,
      false,
    ])
    expect(meets({ kind: 'accessible-room', extraMinutes: 0 }, { accessible: true }, 25)).toBe(true)
  })
})

describe('an edit of a practitioner or a room', () => {
  const needs = [
    { id: 'woman', kind: 'woman-practitioner', extraMinutes: 10 },
    { id: 'room', kind: 'accessible-room', extraMinutes: 0 },
  ] as const satisfies readonly (PatientNeed & { id: string })[]
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)
  const touched = (before: Partial<VisitAsBooked>, after: Partial<VisitAsBooked>) => {
    const { broken, mended } = needsTouched(needs, { ...visit, ...before }, { ...visit, ...after })
    return { broken: ids(broken), mended: ids(mended) }
  }

  it('breaks what was met, mends what was not, and says nothing of the rest', () => {
    expect(touched({ gender: 'female' }, { gender: null })).toEqual({ broken: ['woman'], mended: [] })
    expect(touched({ gender: 'male' }, { gender: 'female' })).toEqual({ broken: [], mended: ['woman'] })
    expect(touched({ gender: null }, { gender: 'male' })).toEqual({ broken: [], mended: [] })
    expect(touched({ accessible: true }, { accessible: false })).toEqual({ broken: ['room'], mended: [] })
  })
})
