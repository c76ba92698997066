import { describe, expect, it } from 'vitest'
import { latestSafeEndMs, restUntilMs } from '#domain/recovery/rest-until.ts'
import { rule } from '../../../support/body.ts'
import { at, BERLIN, HOUR_MS, MINUTE_MS, wallAt } from '../../../support/instants.ts'

const days = (amount: number, toleranceMinutes = 0) => rule({ unit: 'days', amount, toleranceMinutes })
const hours = (amount: number, toleranceMinutes = 0) => rule({ unit: 'hours', amount, toleranceMinutes })

describe('a rule in calendar days', () => {
  it('lets Monday and three days be over as Thursday begins, so that Monday and Thursday at 15:00 is a rhythm', () => {
    const mondayEnd = at('2026-11-23T15:45')
    expect(wallAt(restUntilMs(days(3), mondayEnd, BERLIN))).toBe('2026-11-26T00:00')
  })

  it('counts the same whether the needling was early or late in the day', () => {
    const early = restUntilMs(days(3), at('2026-11-23T07:10'), BERLIN)
    expect(restUntilMs(days(3), at('2026-11-23T22:50'), BERLIN)).toBe(early)
  })

  it('counts in the clinic, not in UTC: a late visit in New York is already tomorrow in London', () => {
    const zone = 'America/New_York'
    const mondayEvening = at('2026-11-23T20:30', zone)
    expect(wallAt(restUntilMs(days(1), mondayEvening, zone), zone)).toBe('2026-11-24T00:00')
    const auckland = 'Pacific/Auckland'
    const tuesdayMorning = at('2026-11-24T08:00', auckland)
    expect(wallAt(restUntilMs(days(1), tuesdayMorning, auckland), auckland)).toBe('2026-11-25T00:00')
  })

  it('gives needling that stops on the stroke of midnight to the day it was done on', () => {
    expect(wallAt(restUntilMs(days(1), at('2026-11-24T00:00'), BERLIN))).toBe('2026-11-24T00:00')
    expect(wallAt(restUntilMs(days(1), at('2026-11-24T00:01'), BERLIN))).toBe('2026-11-25T00:00')
  })

  it('crosses the ends of months and leap days by the calendar', () => {
    expect(wallAt(restUntilMs(days(3), at('2028-02-27T10:00'), BERLIN))).toBe('2028-03-01T00:00')
    expect(wallAt(restUntilMs(days(2), at('2026-12-31T10:00'), BERLIN))).toBe('2027-01-02T00:00')
  })

  it.each([
    ['America/Santiago', '2026-09-04T11:00', 2, '2026-09-06T01:00'],
    ['Asia/Beirut', '2026-03-27T11:00', 2, '2026-03-29T01:00'],
    ['America/Havana', '2026-03-06T11:00', 2, '2026-03-08T01:00'],
  ])('C8: ends with the first instant of a day that has no midnight in %s', (zone, end, amount, until) => {
    expect(wallAt(restUntilMs(days(amount), at(end, zone), zone), zone)).toBe(until)
  })
})

describe('a rule in hours', () => {
  it('lets exactly the hours elapse', () => {
    const end = at('2026-11-23T15:45')
    expect(restUntilMs(hours(24), end, BERLIN) - end).toBe(24 * HOUR_MS)
  })

  it('B16: 72 hours and three days are different rules', () => {
    const mondayEnd = at('2026-11-23T15:45')
    expect(wallAt(restUntilMs(hours(72), mondayEnd, BERLIN))).toBe('2026-11-26T15:45')
    expect(wallAt(restUntilMs(days(3), mondayEnd, BERLIN))).toBe('2026-11-26T00:00')
  })
})

describe('B16: both sides of a change of the clock', () => {
  it('B16: three days over the 23-hour day of Berlin in 2031 end at midnight, an hour sooner in elapsed time', () => {
    const saturdayEnd = at('2031-03-29T15:00')
    const until = restUntilMs(days(3), saturdayEnd, BERLIN)
    expect(wallAt(until)).toBe('2031-04-01T00:00')
    expect((until - saturdayEnd) / HOUR_MS).toBe(9 + 23 + 24)
  })

  it('B16: 24 hours over the 23-hour day end an hour later on the wall', () => {
    expect(wallAt(restUntilMs(hours(24), at('2031-03-29T15:00'), BERLIN))).toBe('2031-03-30T16:00')
  })

  it('B16: three days over the 25-hour day end at midnight, an hour later in elapsed time', () => {
    const saturdayEnd = at('2031-10-25T15:00')
    const until = restUntilMs(days(3), saturdayEnd, BERLIN)
    expect(wallAt(until)).toBe('2031-10-28T00:00')
    expect((until - saturdayEnd) / HOUR_MS).toBe(9 + 25 + 24)
  })

  it('B16: 24 hours over the 25-hour day end an hour sooner on the wall', () => {
    expect(wallAt(restUntilMs(hours(24), at('2031-10-25T15:00'), BERLIN))).toBe('2031-10-26T14:00')
  })

  it('B16: fourteen days after a Monday leave the whole Monday two weeks later free, before and after the change', () => {
    for (const monday of ['2031-03-17T15:00', '2031-03-24T15:00', '2031-10-13T15:00', '2031-10-20T15:00']) {
      const until = wallAt(restUntilMs(days(14), at(monday), BERLIN))
      const inTwoWeeks = Temporal.PlainDate.from(monday.slice(0, 10)).add({ days: 14 })
      expect(until).toBe(`${inTwoWeeks}T00:00`)
    }
  })

  it('B16: the same fourteen days in hours end an hour later on the wall after the spring change, an hour sooner after that of autumn', () => {
    expect(wallAt(restUntilMs(hours(336), at('2031-03-24T15:00'), BERLIN))).toBe('2031-04-07T16:00')
    expect(wallAt(restUntilMs(hours(336), at('2031-10-20T15:00'), BERLIN))).toBe('2031-11-03T14:00')
  })
})

describe('tolerance and no rest', () => {
  it('lets a visit come a little earlier than the rule says', () => {
    const end = at('2026-11-23T15:45')
    expect(wallAt(restUntilMs(hours(24, 30), end, BERLIN))).toBe('2026-11-24T15:15')
    expect(wallAt(restUntilMs(days(1, 60), end, BERLIN))).toBe('2026-11-23T23:00')
  })

  it('never ends rest before the needling ended, however generous the tolerance', () => {
    const end = at('2026-11-23T15:45')
    expect(restUntilMs(hours(1, 90), end, BERLIN)).toBe(end)
    expect(restUntilMs(days(1, 24 * 60), end, BERLIN)).toBe(end)
  })

  it('gives no rest for an amount of zero', () => {
    const end = at('2026-11-23T15:45')
    expect(restUntilMs(hours(0), end, BERLIN)).toBe(end)
    expect(restUntilMs(days(0), end, BERLIN)).toBe(end)
  })
})

describe('the last safe end before a treatment that is already planned', () => {
  it('is the end of the day three days before, for a rule of three days', () => {
    const friday = at('2026-11-27T09:00')
    expect(wallAt(latestSafeEndMs(days(3), friday, BERLIN))).toBe('2026-11-25T00:00')
  })

  it('is the hours before, for a rule in hours', () => {
    const friday = at('2026-11-27T09:00')
    expect(wallAt(latestSafeEndMs(hours(24), friday, BERLIN))).toBe('2026-11-26T09:00')
    expect(wallAt(latestSafeEndMs(hours(24, 45), friday, BERLIN))).toBe('2026-11-26T09:45')
  })

  it('is the treatment itself where the rule gives no rest', () => {
    const friday = at('2026-11-27T09:00')
    for (const none of [hours(0), days(0), hours(1, 120)]) expect(latestSafeEndMs(none, friday, BERLIN)).toBe(friday)
  })

  it('leaves the treatment rested when kept to the millisecond, and spoils it one millisecond later', () => {
    const friday = at('2026-11-27T09:00')
    for (const some of [hours(24), days(3), hours(30, 45), days(2, 10 * 60)]) {
      const end = latestSafeEndMs(some, friday, BERLIN)
      expect(restUntilMs(some, end, BERLIN)).toBeLessThanOrEqual(friday)
      expect(restUntilMs(some, end + 1, BERLIN)).toBeGreaterThan(friday)
    }
    expect(latestSafeEndMs(hours(1), friday, BERLIN)).toBe(friday - 60 * MINUTE_MS)
  })
})
