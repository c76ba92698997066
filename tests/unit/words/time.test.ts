import { afterEach, describe, expect, it } from 'vitest'
import { formatDate, formatDateTime, formatDay, formatTime, formatTimeRange, formatWeekday } from '#words/time.ts'
import { at, BERLIN, MINUTE_MS } from '../../support/instants.ts'

const EN = { locale: 'en', zone: BERLIN } as const
const DE = { locale: 'de', zone: BERLIN } as const
const NEW_YORK = { locale: 'en', zone: 'America/New_York' } as const
const THURSDAY = at('2026-11-26T09:05')

describe('times as people say them', () => {
  it('name the weekday first', () => {
    expect(formatDay(THURSDAY, EN)).toBe('Thursday 26 November')
    expect(formatDay(THURSDAY, DE)).toBe('Donnerstag, 26. November')
    expect(formatDay(THURSDAY, EN, { length: 'short' })).toBe('Thu 26 Nov')
    expect(formatDay(THURSDAY, DE, { length: 'short' })).toBe('Do 26. Nov')
    expect(formatWeekday(THURSDAY, DE)).toBe('Donnerstag')
  })

  it('say the year only of another year', () => {
    const january = at('2027-01-05T09:00')
    expect(formatDay(january, EN, { nowMs: THURSDAY })).toBe('Tuesday 5 January 2027')
    expect(formatDay(THURSDAY, EN, { nowMs: THURSDAY })).toBe('Thursday 26 November')
    expect(formatDateTime(january, DE, { nowMs: THURSDAY })).toBe('Di 5. Jan 2027 09:00')
  })

  it('count 24 hours in both languages, midnight as 00', () => {
    expect(formatTime(THURSDAY, EN)).toBe('09:05')
    expect(formatTime(at('2026-11-26T17:30'), DE)).toBe('17:30')
    expect(formatTime(at('2026-11-26T00:00'), EN)).toBe('00:00')
  })

  it('C11: are those of the clinic, whoever reads them', () => {
    const lateInNewYork = at('2026-11-26T22:15', 'America/New_York')
    expect(formatDateTime(lateInNewYork, NEW_YORK)).toBe('Thu 26 Nov 22:15')
    expect(formatDateTime(lateInNewYork, EN)).toBe('Fri 27 Nov 04:15')
    expect(formatDateTime(lateInNewYork, { locale: 'en', zone: 'Asia/Kathmandu' })).toBe('Fri 27 Nov 09:00')
  })

  it('C7: tell the two times apart that the wall shows when the clock is put back', () => {
    const first = at('2026-11-01T01:30', 'America/New_York')
    expect(formatTime(first, NEW_YORK)).toBe('01:30 GMT-4')
    expect(formatTime(first + 60 * MINUTE_MS, NEW_YORK)).toBe('01:30 GMT-5')
    expect(formatTime(first + 120 * MINUTE_MS, NEW_YORK)).toBe('02:30')
  })

  it('C7: tell them apart also where the clock moves by half an hour', () => {
    const lordHowe = { locale: 'en', zone: 'Australia/Lord_Howe' } as const
    const first = at('2026-04-05T01:45', lordHowe.zone)
    expect(formatTime(first, lordHowe)).toBe('01:45 GMT+11')
    expect(formatTime(first + 30 * MINUTE_MS, lordHowe)).toBe('01:45 GMT+10:30')
  })
})

describe('a stretch of time', () => {
  it('says its day once', () => {
    expect(formatTimeRange(THURSDAY, THURSDAY + 45 * MINUTE_MS, EN)).toBe('Thu 26 Nov 09:05–09:50')
    expect(formatTimeRange(THURSDAY, THURSDAY + 45 * MINUTE_MS, DE)).toBe('Do 26. Nov 09:05–09:50')
  })

  it('ends at 24:00 on its own day', () => {
    expect(formatTimeRange(at('2026-11-26T23:00'), at('2026-11-27T00:00'), EN)).toBe('Thu 26 Nov 23:00–24:00')
  })

  it('says both days when it runs over midnight', () => {
    expect(formatTimeRange(at('2026-11-26T23:00'), at('2026-11-28T12:00'), EN)).toBe(
      'Thu 26 Nov 23:00 – Sat 28 Nov 12:00',
    )
  })
})

describe('C19: a birth date in words', () => {
  const processZone = process.env.TZ
  afterEach(() => {
    if (processZone === undefined) delete process.env.TZ
    else process.env.TZ = processZone
  })

  it.each(['America/New_York', 'Pacific/Auckland', 'Pacific/Honolulu'])(
    'is that day wherever it is read: %s',
    (zone) => {
      process.env.TZ = zone
      expect(formatDate('1947-10-14', 'en')).toBe('14 Oct 1947')
      expect(formatDate('1947-10-14', 'de')).toBe('14. Okt. 1947')
      expect(formatDate('1947-10-14', 'de', 'long')).toBe('14. Oktober 1947')
    },
  )
})
