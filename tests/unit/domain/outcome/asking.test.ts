import { describe, expect, it } from 'vitest'
import { askingOfStep, daysToAskAlone } from '#domain/outcome/asking.ts'

const DAYS = [1, 3, 42, 91]
const step = (hours: number, checkIn = true) => ({ offsetMinutes: hours * 60, checkIn })

describe('when patients are asked how it goes in numbers', () => {
  it('goes with a message of the plan that comes on that day and asks how they are', () => {
    expect(askingOfStep(step(24), DAYS)).toEqual({ afterDays: 1, only: false })
    expect(askingOfStep(step(72), DAYS)).toEqual({ afterDays: 3, only: false })
    expect(askingOfStep(step(4), DAYS)).toBeNull()
    expect(askingOfStep(step(24, false), DAYS)).toBeNull()
  })

  it('has a message of its own on the other days, so that nobody gets two at once', () => {
    expect(daysToAskAlone(DAYS, [step(0, false), step(24), step(72)])).toEqual([42, 91])
    expect(daysToAskAlone([91, 42, 42], [])).toEqual([42, 91])
    expect(daysToAskAlone([], [step(24)])).toEqual([])
  })
})
