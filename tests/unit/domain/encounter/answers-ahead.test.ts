import { describe, expect, it } from 'vitest'
import { MOST_TIMES, OPENS_BEFORE_MS, raisedAhead, whyNotAhead, whyNotSaid } from '#domain/encounter/answers-ahead.ts'
import type { Question } from '#domain/encounter/screening.ts'

const question = (id: string, choices: Question['choices']): Question => ({
  ...{ id, choices, required: true, asked: 'every-visit', validMonths: null, conditionCode: null, asksWhere: false },
  short: { en: id, de: id },
})
const QUESTIONS = [question('fever', ['yes', 'no', 'unsure']), question('wish', [])]

describe('answering before a visit', () => {
  const visit = { status: 'booked', startMs: OPENS_BEFORE_MS, technique: 'deep-dry-needling' }

  it('begins a week before and ends when the visit does begin, of visits that needle', () => {
    expect(whyNotAhead(visit, 0, 0)).toBeNull()
    expect(whyNotAhead(visit, 0, -1)).toBe('ahead-too-early')
    expect(whyNotAhead(visit, 0, visit.startMs)).toBe('not-ahead')
    expect(whyNotAhead({ ...visit, technique: null }, 0, 0)).toBe('not-ahead')
    for (const status of ['cancelled', 'noshow', 'arrived', 'in-progress', 'fulfilled', 'entered-in-error'])
      expect(whyNotAhead({ ...visit, status }, 0, 0)).toBe('not-ahead')
    expect(whyNotAhead({ ...visit, status: 'proposed' }, MOST_TIMES - 1, 0)).toBeNull()
    expect(whyNotAhead(visit, MOST_TIMES, 0)).toBe('ahead-too-often')
  })

  it('takes what is asked and nothing else, and something at least', () => {
    expect(whyNotSaid(QUESTIONS, {})).toBe('nothing-said')
    expect(whyNotSaid(QUESTIONS, { fever: { value: 'no' } })).toBeNull()
    expect(whyNotSaid(QUESTIONS, { wish: { value: 'text', note: 'Slowly' } })).toBeNull()
    for (const answers of [
      { pain: { value: 'no' } as const },
      { fever: { value: 'does-not-apply' } as const },
      { fever: { value: 'text', note: 'A little' } as const },
      { wish: { value: 'yes' } as const },
    ])
      expect(whyNotSaid(QUESTIONS, answers)).toBe('unknown-question')
  })

  it('raises each yes, each doubt and what was written', () => {
    const raised = (answers: Parameters<typeof raisedAhead>[1]) => raisedAhead(QUESTIONS, answers).map(({ id }) => id)
    expect(raised({ fever: { value: 'yes' }, wish: { value: 'text', note: 'Slowly' } })).toEqual(['fever', 'wish'])
    expect(raised({ fever: { value: 'unsure' } })).toEqual(['fever'])
    expect(raised({ fever: { value: 'no' }, wish: { value: 'text', note: ' ' } })).toEqual([])
  })
})
