import { describe, expect, it } from 'vitest'
import { civilOf, dateOf, dayNumberOf, monthLengthOf, parseDate, weekdayOf } from '#domain/time/calendar-date.ts'

describe('a calendar date', () => {
  it('counts its days as the calendar of Temporal does, through leap years and centuries', () => {
    const epoch = Temporal.PlainDate.from('1970-01-01')
    for (let day = -200_000; day <= 60_000; day += 97) {
      const expected = epoch.add({ days: day })
      expect(dateOf(day)).toBe(expected.toString())
      expect(dayNumberOf(expected.toString())).toBe(day)
      expect(weekdayOf(day)).toBe(expected.dayOfWeek - 1)
      expect(monthLengthOf(civilOf(day))).toBe(expected.daysInMonth)
    }
  })

  it('is refused when the calendar has no such day or the text is another', () => {
    for (const text of ['2021-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01', '2026-1-1']) {
      expect(parseDate(text), text).toBeNull()
    }
    for (const text of ['', '2026/01/01', '2026-01-01T00:00', ' 026-01-01', '2026-0a-01']) {
      expect(parseDate(text), text).toBeNull()
    }
    expect(parseDate('2024-02-29')).not.toBeNull()
    expect(() => dayNumberOf('2026-02-30')).toThrow(RangeError)
  })
})
