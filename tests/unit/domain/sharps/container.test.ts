import { describe, expect, it } from 'vitest'
import { containerStanding } from '#domain/sharps/container.ts'

describe('a sharps container', () => {
  it('is due for the last tenth of its days and over the day after', () => {
    const at = (...days: number[]) => days.map((day) => containerStanding(day, 90))
    expect(at(0, 80, 81, 90, 91)).toEqual(['in-time', 'in-time', 'due', 'due', 'over'])
  })

  it('is due on its last day even where it has few of them', () => {
    expect([0, 1, 2].map((day) => containerStanding(day, 1))).toEqual(['in-time', 'due', 'over'])
  })
})
