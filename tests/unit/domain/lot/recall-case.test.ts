import { describe, expect, it } from 'vitest'
import {
  accountOf,
  effectivenessPercent,
  everybody,
  outcomesOf,
  signOffRefusals,
  suggestedChannel,
} from '#domain/lot/recall-case.ts'

const NOBODY = { waiting: 0, tried: 0, told: 0, 'cannot-be-reached': 0, erased: 0 }

describe('by which way somebody is told', () => {
  const both = { phone: '+49 30 1', email: 'a@b.test' }

  it('by voice when it is serious, by mail when it is not, by letter when nothing else is known', () => {
    expect(suggestedChannel(both, 'I')).toBe('phone')
    expect(suggestedChannel(both, null)).toBe('phone')
    expect(suggestedChannel(both, 'III')).toBe('email')
    expect(suggestedChannel({ phone: '+49 30 1', email: null }, 'III')).toBe('phone')
    expect(suggestedChannel({ phone: null, email: 'a@b.test' }, 'I')).toBe('email')
    expect(suggestedChannel({ phone: null, email: null }, 'I')).toBe('letter')
  })

  it('nobody answers a letter at once, and nobody leaves a message face to face', () => {
    expect(outcomesOf('letter')).not.toContain('no-answer')
    expect(outcomesOf('in-person')).not.toContain('message-left')
  })
})

describe('how far a recall has come', () => {
  it('counts as told only who was told; a message that was left is not heard yet', () => {
    const people = { ...NOBODY, told: 3, tried: 1, waiting: 2, 'cannot-be-reached': 1, erased: 1 }
    expect(everybody(people)).toBe(8)
    expect(effectivenessPercent(people)).toBe(37)
  })

  it('is never 100 % while one person is missing, and nothing where nobody was reached', () => {
    expect(effectivenessPercent({ ...NOBODY, told: 999, waiting: 1 })).toBe(99)
    expect(effectivenessPercent({ ...NOBODY, told: 4 })).toBe(100)
    expect(effectivenessPercent(NOBODY)).toBeNull()
  })
})

describe('the account of a lot', () => {
  it('says what came, where it went and what lies here; a move and an opened box change nothing', () => {
    const account = accountOf([
      { kind: 'received', quantity: 300 },
      { kind: 'used', quantity: -50 },
      { kind: 'reversed', quantity: 4 },
      { kind: 'discarded', quantity: -3 },
      { kind: 'dropped', quantity: -1 },
      { kind: 'returned', quantity: -100 },
      { kind: 'destroyed', quantity: -20 },
      { kind: 'counted', quantity: -2 },
      { kind: 'discrepancy', quantity: 5 },
      { kind: 'moved', quantity: 0 },
      { kind: 'opened', quantity: 0 },
    ])
    expect(account).toEqual({
      ...{ received: 300, used: 46, discarded: 4, returned: 100, destroyed: 20, corrected: 3 },
      onHand: 133,
    })
    const { onHand, received, corrected, used, discarded, returned, destroyed } = account
    expect(onHand).toBe(received + corrected - used - discarded - returned - destroyed)
  })
})

describe('signing off', () => {
  const waiting = { ...NOBODY, told: 5, waiting: 1, tried: 1 }

  it('is refused while somebody is not accounted for, and while needles lie here', () => {
    expect(signOffRefusals('recall', { people: waiting, onHand: 40, reason: ' ' })).toEqual([
      { reason: 'people-waiting', people: 2 },
      { reason: 'needles-here', needles: 40 },
    ])
  })

  it('is possible with a reason, when all is accounted for, and of a drill', () => {
    expect(signOffRefusals('recall', { people: waiting, onHand: 40, reason: 'Moved abroad.' })).toEqual([])
    expect(signOffRefusals('recall', { people: { ...NOBODY, told: 5, erased: 1 }, onHand: 0, reason: '' })).toEqual([])
    expect(signOffRefusals('drill', { people: waiting, onHand: 40, reason: '' })).toEqual([])
  })
})
