import { describe, expect, it } from 'vitest'
import { type Goal, type OutcomePolicy, progressOf } from '#domain/outcome/progress.ts'
import { outcomeStanding, type Scores } from '#domain/outcome/review.ts'

/** Review at visit 4 to 5: acupuncture.org.uk, Ask an expert. Least changes: JOSPT 2014;44(8):560-564. */
const POLICY: OutcomePolicy = { reviewFromVisit: 4, reviewByVisit: 5, painChange: 2, functionChange: 2 }
const PAIN: Goal = { id: 'pain', kind: 'pain', target: 2 }
const SHOPPING: Goal = { id: 'shopping', kind: 'activity', target: 8 }

describe('how a goal stands', () => {
  it.each([
    ['nobody has asked yet', PAIN, [], 'not-scored', 0],
    ['it was asked once', PAIN, [7], 'baseline', 0],
    ['pain falls by as much as counts', PAIN, [7, 6, 5], 'better', 2],
    ['pain falls by less', PAIN, [7, 6], 'unchanged', 1],
    ['pain rises by as much as counts', PAIN, [5, 7], 'worse', -2],
    ['pain is as low as wanted', PAIN, [3, 2], 'reached', 1],
    ['an activity goes better', SHOPPING, [3, 5], 'better', 2],
    ['an activity goes as well as wanted', SHOPPING, [3, 9], 'reached', 6],
    ['an activity goes worse', SHOPPING, [5, 3], 'worse', -2],
  ] as const)('when %s', (_, goal, scores, verdict, change) => {
    expect(progressOf(goal, scores, POLICY)).toMatchObject({ verdict, change })
  })

  it('counts a change from what the clinic’s policy says', () => {
    expect(progressOf(PAIN, [7, 6], { ...POLICY, painChange: 1 }).verdict).toBe('better')
    expect(progressOf(SHOPPING, [3, 5], { ...POLICY, functionChange: 3 }).verdict).toBe('unchanged')
  })
})

const visits = (...scores: (Scores | null)[]): Scores[] => scores.map((one) => one ?? {})
const standing = (goals: readonly Goal[], ...scores: (Scores | null)[]) =>
  outcomeStanding({ goals, visits: visits(...scores), policy: POLICY })

describe('a review of the goals', () => {
  const begun = { pain: 7 }

  it('is due from the fourth visit, by the fifth, and overdue at the sixth', () => {
    expect(standing([PAIN], begun, null, null).review).toBe('none')
    expect(standing([PAIN], begun, null, null, null)).toMatchObject({ review: 'due', visit: 4 })
    expect(standing([PAIN], begun, null, null, null, null).review).toBe('due')
    expect(standing([PAIN], begun, null, null, null, null, null)).toMatchObject({ review: 'overdue', visit: 6 })
  })

  it('is held by scoring every goal, and not by scoring one of them', () => {
    const both = [PAIN, SHOPPING]
    const first = { pain: 7, shopping: 2 }
    expect(standing(both, first, null, null, { pain: 4 }).review).toBe('due')
    expect(standing(both, first, null, null, { pain: 4, shopping: 6 }).review).toBe('none')
  })

  it('is not held by scores before its time, and comes again after as many visits', () => {
    expect(standing([PAIN], begun, { pain: 6 }, { pain: 6 }, null).review).toBe('due')
    const reviewed = [begun, null, null, { pain: 4 }] as const
    expect(standing([PAIN], ...reviewed, null, null).review).toBe('none')
    expect(standing([PAIN], ...reviewed, null, null, null).review).toBe('due')
  })

  it('says "not improving" once it was held and nothing is better by as much as counts', () => {
    expect(standing([PAIN], begun, null, { pain: 7 }).notImproving).toBe(false)
    expect(standing([PAIN], begun, null, null, { pain: 6 }).notImproving).toBe(true)
    expect(standing([PAIN], begun, null, null, { pain: 5 }).notImproving).toBe(false)
    expect(
      standing([PAIN, SHOPPING], { pain: 7, shopping: 2 }, null, null, { pain: 7, shopping: 5 }).notImproving,
    ).toBe(false)
    expect(standing([PAIN], begun, null, null, { pain: 7 }, { pain: 4 }).notImproving).toBe(false)
  })

  it('asks nothing of whoever has no goal', () => {
    expect(standing([], null, null, null, null, null, null)).toMatchObject({ review: 'none', notImproving: false })
  })
})
