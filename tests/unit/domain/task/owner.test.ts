import { describe, expect, it } from 'vitest'
import { callStage, isCalledAt, ownerOf } from '#domain/task/owner.ts'

const task = (kind: string, practitionerId: string | null = null, rings = false) =>
  ownerOf({ kind, practitionerId, rings })

describe('a task', () => {
  it('is never without an owner, whatever it is', () => {
    expect(task('answer-emergency')).toBe('on-duty')
    expect(task('answer-concerning')).toBe('desk')
    expect(task('answer-concerning', 'ana')).toBe('practitioner')
    expect(['wrong-person', 'recall-to-tell'].map((kind) => task(kind))).toEqual(['desk', 'desk'])
    expect(task('needles-to-count')).toBe('treating')
    expect(task('something nobody knows yet')).toBe('treating')
  })

  it('that rings is of whoever is on duty, also when it names a practitioner', () => {
    expect(task('needle-found', 'ana', true)).toBe('on-duty')
  })
})

describe('what rings', () => {
  const nobody = { atTheDesk: false, clinicalLead: false, treated: false, ownsClinic: false }

  it('Z10: calls those on duty, and everybody once the clinic’s minutes are over', () => {
    const untaken = { dueMs: 100, closeByMs: null }
    expect([callStage(untaken, 99), callStage(untaken, 100)]).toEqual(['on-duty', 'everyone'])
    expect(isCalledAt('on-duty', { ...nobody, ownsClinic: true })).toBe(false)
    expect(isCalledAt('on-duty', nobody)).toBe(false)
    for (const one of ['atTheDesk', 'clinicalLead', 'treated'])
      expect(isCalledAt('on-duty', { ...nobody, [one]: true })).toBe(true)
    expect(isCalledAt('everyone', nobody)).toBe(true)
  })

  it('Z10: is silent while somebody looks after it, and calls again, the owner too, once they should have closed it', () => {
    const taken = { dueMs: 100, closeByMs: 300 }
    expect([callStage(taken, 99), callStage(taken, 299), callStage(taken, 300)]).toEqual([null, null, 'again'])
    expect(isCalledAt('again', nobody)).toBe(false)
    for (const one of ['atTheDesk', 'clinicalLead', 'treated', 'ownsClinic'])
      expect(isCalledAt('again', { ...nobody, [one]: true })).toBe(true)
  })
})
