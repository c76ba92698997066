import { describe, expect, it } from 'vitest'
import { startsOfVisits, type VisitSeries } from '#domain/appointment/visit-series.ts'
import { wallTimeOf } from '#domain/time/zone.ts'
import { BERLIN } from '../../../support/instants.ts'

const walls = (series: Partial<VisitSeries>, zone = BERLIN): string[] =>
  startsOfVisits(
    { firstDate: '2026-11-24', startMinute: 600, every: 1, unit: 'weeks', weekdays: [], count: 6, ...series },
    zone,
  ).map((ms) => wallTimeOf(ms, zone))

describe('the visits of a series', () => {
  it('six visits, weekly, on the weekday of the first', () => {
    expect(walls({})).toEqual([
      '2026-11-24T10:00',
      '2026-12-01T10:00',
      '2026-12-08T10:00',
      '2026-12-15T10:00',
      '2026-12-22T10:00',
      '2026-12-29T10:00',
    ])
  })

  it('Tuesdays and Fridays, every second week, beginning with the first of them that comes', () => {
    expect(walls({ firstDate: '2026-11-25', every: 2, weekdays: [1, 4], count: 4 })).toEqual([
      '2026-11-27T10:00',
      '2026-12-08T10:00',
      '2026-12-11T10:00',
      '2026-12-22T10:00',
    ])
  })

  it('every third day, whatever weekday that is', () => {
    expect(walls({ every: 3, unit: 'days', weekdays: [1], count: 3 })).toEqual([
      '2026-11-24T10:00',
      '2026-11-27T10:00',
      '2026-11-30T10:00',
    ])
  })

  it('D11: at the same time on the wall on both sides of a change of the clock', () => {
    const starts = startsOfVisits(
      { firstDate: '2027-03-23', startMinute: 600, every: 1, unit: 'weeks', weekdays: [], count: 2 },
      BERLIN,
    )
    expect(starts.map((ms) => new Date(ms).toISOString())).toEqual([
      '2027-03-23T09:00:00.000Z',
      '2027-03-30T08:00:00.000Z',
    ])
  })

  it('D7: a date that lacks the time is passed over and not counted', () => {
    expect(walls({ firstDate: '2027-03-27', startMinute: 150, unit: 'days', count: 3 })).toEqual([
      '2027-03-27T02:30',
      '2027-03-29T02:30',
      '2027-03-30T02:30',
    ])
  })

  it('reaches a year ahead and no further', () => {
    expect(walls({ every: 12, count: 20 })).toHaveLength(5)
  })
})
