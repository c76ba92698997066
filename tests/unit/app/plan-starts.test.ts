import { describe, expect, it } from 'vitest'
import { startsOfRest } from '../../../src/app/(staff)/practitioner/plan-starts.ts'

const iso = (starts: readonly number[]) => starts.map((ms) => new Date(ms).toISOString())

describe('the rest of a course', () => {
  it('is at the same time of day, so many days apart, after this visit', () => {
    const startMs = Date.parse('2026-11-24T09:00:00Z')
    expect(iso(startsOfRest({ startMs, everyDays: 7, count: 2 }, 'Europe/Berlin'))).toEqual([
      '2026-12-01T09:00:00.000Z',
      '2026-12-08T09:00:00.000Z',
    ])
    expect(startsOfRest({ startMs, everyDays: 7, count: 0 }, 'Europe/Berlin')).toEqual([])
  })

  it('D7: shows the same time on the wall after a change of the clock', () => {
    const startMs = Date.parse('2026-10-22T08:00:00Z')
    expect(iso(startsOfRest({ startMs, everyDays: 7, count: 1 }, 'Europe/Berlin'))).toEqual([
      '2026-10-29T09:00:00.000Z',
    ])
  })
})
