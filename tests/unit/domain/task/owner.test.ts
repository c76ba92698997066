import { describe, expect, it } from 'vitest'
import { callStage, isCalledAt, ownerOf } from '#domain/task/owner.ts'

const task = (kind: string, practitionerId: string | null = null, rings = false) =>
  ownerOf({ kind, practitionerId, rings })

describe('a task', () => {
  it('is never without an owner, whatever it is', () => {
    expect(task('answer-emergency')).toBe('on-duty')
    expect(task('answer-concerning')).toBe('desk')
    expect(task('answer-concerning', 'ana')).toBe('practitioner')
    expect(task('needles-to-count')).toBe('treating')
    expect(task('something nobody knows yet')).toBe('treating')
  })

  it('that rings is of whoever is on duty, also when it names a practitioner', () => {
    expect(task('needle-found', 'ana', true)).toBe('on-duty')
  })
})

describe('what rings', () => {
  const nobody = { atTheDesk: false, clinicalLead: false, treated: false }

  it('Z10: calls those on duty, and everybody once the clinic’s minutes are over', () => {
    expect([callStage(100, 99), callStage(100, 100)]).toEqual(['on-duty', 'everyone'])
    expect(isCalledAt('on-duty', nobody)).toBe(false)
    for (const one of ['atTheDesk', 'clinicalLead', 'treated'])
      expect(isCalledAt('on-duty', { ...nobody, [one]: true })).toBe(true)
    expect(isCalledAt('everyone', nobody)).toBe(true)
  })
})
