import fc from 'fast-check'
import * as loaded from 'rrule'
import { expect, it } from 'vitest'
import { datesOfRule } from '#domain/recurrence/dates.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'

type Library = Pick<typeof loaded, 'RRule'>
const { RRule } = 'RRule' in loaded ? loaded : (loaded as { default: Library }).default

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const part = (name: string, values: readonly (string | number)[]): string =>
  values.length === 0 ? '' : `;${name}=${values.join()}`

const simpleRule = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY'),
    // Seven days and a weekday might never meet, and then the library would search until the year 9999.
    interval: fc.constantFrom(1, 2, 3, 5),
    end: fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 40 }).map((count) => `;COUNT=${count}`),
      fc.constantFrom(';UNTIL=20261231', ';UNTIL=20270315'),
    ),
    weekStart: fc.constantFrom('', ';WKST=SU', ';WKST=WE'),
    days: fc.subarray(WEEKDAYS, { maxLength: 4 }),
    months: fc.subarray([1, 2, 3, 6, 11, 12], { maxLength: 3 }),
    monthDays: fc.subarray([1, 13, 28, 30, 31, -1, -2, -31], { maxLength: 3 }),
  })
  .map(({ frequency, interval, end, weekStart, days, months, monthDays }) => {
    const ofDays = frequency === 'DAILY' ? part('BYMONTHDAY', monthDays) : ''
    return `FREQ=${frequency};INTERVAL=${interval}${end}${weekStart}${part('BYMONTH', months)}${ofDays}${part('BYDAY', days)}`
  })

const startDate = fc
  .integer({ min: 0, max: 800 })
  .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }).toString())

const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`)

it('has for daily and weekly rules, which it works out itself, the dates that the library has', () => {
  let found = 0
  fc.assert(
    fc.property(simpleRule, startDate, (text, start) => {
      const parsed = parseRule(text)
      if (!parsed.ok) return expect(parsed.reason).toBe('never')
      const last = Temporal.PlainDate.from(start).add({ days: 900 }).toString()
      const theirs = new RRule({ ...RRule.parseString(text), dtstart: midnight(start) })
        .between(midnight(start), midnight(last), true)
        .map((date) => date.toISOString().slice(0, 10))
      found += theirs.length
      expect(datesOfRule(parsed.rule, start, start, last)).toEqual(theirs)
    }),
    { numRuns: 60, seed: 5545 },
  )
  expect(found).toBeGreaterThan(500)
})
