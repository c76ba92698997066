import { describe, expect, it } from 'vitest'
import { fromDayOn } from '#domain/recurrence/from-day-on.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { daysOfSeries, type Series, startsOfSeries } from '#domain/recurrence/series.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { wallTimeOf } from '#domain/time/zone.ts'

const minuteOf = (clock: string): number => {
  const [hour, minute] = clock.split(':').map(Number)
  return hour! * 60 + minute!
}

const seriesOf = (
  text: string,
  validFrom: string,
  clock: string,
  zone: string,
  given: Partial<Series> = {},
): Series => {
  const startMinute = minuteOf(clock)
  const parsed = parseRule(text, { zone, startMinute })
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`)
  return { rule: parsed.rule, startMinute, validFrom, validUntil: null, ...given }
}

const dates = (series: Series, zone: string, first: string, last: string): string[] =>
  daysOfSeries(series, zone, dayNumberOf(first), dayNumberOf(last)).map(dateOf)

/** The instants, as UTC writes them. */
const instants = (series: Series, zone: string, first: string, last: string): string[] =>
  startsOfSeries(series, zone, dayNumberOf(first), dayNumberOf(last)).map((ms) =>
    new Date(ms).toISOString().slice(0, 16),
  )

const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const LOS_ANGELES = 'America/Los_Angeles'

describe('a series of hours', () => {
  it('D2: ends with the visit that begins at the very instant of its end', () => {
    const series = seriesOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20210308T083000Z', '2020-12-14', '09:30', BERLIN)
    const found = instants(series, BERLIN, '2020-01-01', '2022-01-01')
    expect(found).toHaveLength(7)
    expect(found.at(-1)).toBe('2021-03-08T08:30')
  })

  it('D2: ends before the visit that begins a minute after the instant of its end', () => {
    const series = seriesOf('FREQ=WEEKLY;BYDAY=MO;UNTIL=20210308T082900Z', '2020-12-14', '09:30', BERLIN)
    expect(dates(series, BERLIN, '2021-02-28', '2022-01-01')).toEqual(['2021-03-01'])
  })

  it('D5: in UTC is in UTC', () => {
    const series = seriesOf('FREQ=DAILY;COUNT=2', '2026-03-28', '09:00', 'UTC')
    expect(instants(series, 'UTC', '2026-03-01', '2026-04-01')).toEqual(['2026-03-28T09:00', '2026-03-29T09:00'])
  })

  it('D7: passes over a time that the wall does not show, and does not count it', () => {
    const series = seriesOf('FREQ=DAILY;COUNT=3', '2026-03-07', '02:30', NEW_YORK)
    expect(dates(series, NEW_YORK, '2026-01-01', '2026-12-31')).toEqual(['2026-03-07', '2026-03-09', '2026-03-10'])
    expect(instants(series, NEW_YORK, '2026-01-01', '2026-12-31')).toEqual([
      '2026-03-07T07:30',
      '2026-03-09T06:30',
      '2026-03-10T06:30',
    ])
  })

  it('D7: passes over such a day like over a 30 February: the last Sunday that has the time is a week earlier', () => {
    const last = seriesOf('FREQ=MONTHLY;BYDAY=SU;BYSETPOS=-1', '2026-03-01', '02:30', BERLIN)
    expect(dates(last, BERLIN, '2026-03-01', '2026-03-31')).toEqual(['2026-03-22'])
    const numbered = seriesOf('FREQ=MONTHLY;BYDAY=-1SU', '2026-03-01', '02:30', BERLIN)
    expect(dates(numbered, BERLIN, '2026-03-01', '2026-03-31')).toEqual([])
  })

  it('D7: has the days that other zones leave out as a whole', () => {
    const series = seriesOf('FREQ=DAILY;COUNT=3', '2011-12-29', '09:00', 'Pacific/Apia')
    expect(dates(series, 'Pacific/Apia', '2011-12-01', '2012-02-01')).toEqual([
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
    ])
  })

  it('happens once when the wall shows its time twice, at the first showing (C7)', () => {
    const series = seriesOf('FREQ=DAILY;COUNT=3', '2026-10-24', '02:30', BERLIN)
    expect(instants(series, BERLIN, '2026-10-01', '2026-11-30')).toEqual([
      '2026-10-24T00:30',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ])
  })

  it.each([
    [BERLIN, '2026-01-05'],
    [NEW_YORK, '2026-01-05'],
    ['Australia/Lord_Howe', '2026-01-05'],
  ])('D11, C1: keeps its time on the wall of %s through every change of the clock', (zone, start) => {
    const series = seriesOf('FREQ=WEEKLY;BYDAY=MO,SU', start, '09:00', zone)
    const starts = startsOfSeries(series, zone, dayNumberOf('2026-01-01'), dayNumberOf('2027-12-31'))
    expect(starts.length).toBeGreaterThan(200)
    expect(new Set(starts.map((ms) => wallTimeOf(ms, zone).slice(11)))).toEqual(new Set(['09:00']))
  })

  it('D13: daily until the day of the change has no day too many', () => {
    const zone = 'Europe/Kyiv'
    const series = seriesOf('FREQ=DAILY;UNTIL=20211031T080000Z', '2021-10-28', '10:00', zone)
    expect(instants(series, zone, '2021-10-01', '2021-11-30')).toEqual([
      '2021-10-28T07:00',
      '2021-10-29T07:00',
      '2021-10-30T07:00',
      '2021-10-31T08:00',
    ])
  })

  it('D14: every second month from the 30th passes over February alone, and loses nothing after it', () => {
    const series = seriesOf('FREQ=MONTHLY;INTERVAL=2', '2026-12-30', '09:00', BERLIN)
    expect(dates(series, BERLIN, '2026-12-01', '2027-09-01')).toEqual([
      '2026-12-30',
      '2027-04-30',
      '2027-06-30',
      '2027-08-30',
    ])
  })

  it('D16: of evenings west of UTC falls on the weekdays that it names', () => {
    const series = seriesOf('FREQ=WEEKLY;BYDAY=TU,TH', '2026-11-03', '20:00', LOS_ANGELES)
    expect(dates(series, LOS_ANGELES, '2026-11-01', '2026-11-12')).toEqual([
      '2026-11-03',
      '2026-11-05',
      '2026-11-10',
      '2026-11-12',
    ])
    expect(instants(series, LOS_ANGELES, '2026-11-01', '2026-11-05')).toEqual(['2026-11-04T04:00', '2026-11-06T04:00'])
  })

  it('D23: includes the last day when it ends at that day’s midnight on the wall', () => {
    const series = seriesOf('FREQ=DAILY;UNTIL=20261103T000000', '2026-11-01', '09:00', BERLIN)
    expect(dates(series, BERLIN, '2026-11-01', '2026-11-30')).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
  })

  it('D23: given a day as its end includes what begins late on it', () => {
    const series = seriesOf('FREQ=DAILY;UNTIL=20261102', '2026-11-01', '22:00', LOS_ANGELES)
    expect(dates(series, LOS_ANGELES, '2026-11-01', '2026-11-30')).toEqual(['2026-11-01', '2026-11-02'])
  })

  it('has further dates once, lacks the dates taken out, and counts neither', () => {
    const series = seriesOf('FREQ=WEEKLY;BYDAY=MO;COUNT=3', '2026-11-02', '09:00', BERLIN, {
      addedDates: ['2026-11-09', '2026-11-11', '2026-11-12', '2026-10-01'],
      droppedDates: ['2026-11-02', '2026-11-12', '2026-11-30'],
    })
    expect(dates(series, BERLIN, '2026-09-01', '2026-12-31')).toEqual(['2026-11-09', '2026-11-11', '2026-11-16'])
  })

  it('is over with its validity, further dates as well', () => {
    const series = seriesOf('FREQ=DAILY', '2026-11-02', '09:00', BERLIN, {
      validUntil: '2026-11-04',
      addedDates: ['2026-11-06'],
    })
    expect(dates(series, BERLIN, '2026-09-01', '2026-12-31')).toEqual(['2026-11-02', '2026-11-03', '2026-11-04'])
  })

  it('begins a further date in a gap as long after midnight as the clock would have shown (RFC 5545, 3.3.5)', () => {
    const series = seriesOf('FREQ=DAILY;COUNT=1', '2026-03-07', '02:30', NEW_YORK, { addedDates: ['2026-03-08'] })
    const starts = startsOfSeries(series, NEW_YORK, dayNumberOf('2026-03-01'), dayNumberOf('2026-03-31'))
    expect(starts.map((ms) => wallTimeOf(ms, NEW_YORK))).toEqual(['2026-03-07T02:30', '2026-03-08T03:30'])
  })

  it.each([
    ['America/Santiago', '2026-09-05'],
    ['Africa/Cairo', '2026-04-23'],
    ['Asia/Beirut', '2026-03-28'],
    ['America/Havana', '2026-03-07'],
  ])('C8: in %s, where the clock jumps over midnight, has every date once', (zone, start) => {
    const series = seriesOf('FREQ=DAILY;COUNT=4', start, '23:30', zone)
    const days = dates(series, zone, '2026-01-01', '2026-12-31')
    expect(days).toEqual(Array.from({ length: 4 }, (_, index) => dateOf(dayNumberOf(start) + index)))
    const early = seriesOf('FREQ=DAILY;COUNT=3', start, '00:30', zone)
    expect(dates(early, zone, '2026-01-01', '2026-12-31')).toEqual([days[0], days[2], days[3]])
    const allDay = seriesOf('FREQ=DAILY;COUNT=3', start, '00:00', zone)
    expect(dates(allDay, zone, '2026-01-01', '2026-12-31')).toEqual(days.slice(0, 3))
    const begins = startsOfSeries(allDay, zone, dayNumberOf(days[1]!), dayNumberOf(days[1]!))
    expect(begins.map((ms) => wallTimeOf(ms, zone))).toEqual([`${days[1]}T01:00`])
  })
})

it('what is left of a series is no day more where the clock leaves out its first further date', () => {
  const rule = parseRule('FREQ=DAILY;COUNT=1')
  if (!rule.ok) throw new Error(rule.reason)
  // at half past two on a night that has no such time
  const series = {
    ...{ rule: rule.rule, startMinute: 150, validFrom: '2031-03-20', validUntil: null },
    addedDates: ['2031-03-30'],
  }
  const zone = 'Europe/Berlin'
  const [from, to] = [dayNumberOf('2031-03-25'), dayNumberOf('2031-05-01')]
  const whole = daysOfSeries(series, zone, from, to)
  const rest = fromDayOn(series, zone, from)
  expect(rest).not.toBeNull()
  expect(daysOfSeries({ ...series, ...rest }, zone, from, to)).toEqual(whole)
})
