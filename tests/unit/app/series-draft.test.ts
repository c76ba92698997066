import { describe, expect, it } from 'vitest'
import {
  changed,
  rowsOf,
  type SeriesDraft,
  seriesFrom,
  withInstead,
  withLeft,
  withWeekday,
} from '../../../src/app/(staff)/desk/series/series-draft.ts'

const zone = 'Europe/Berlin'
const tuesdayTen = Date.parse('2026-12-01T09:00:00Z')
const begun = seriesFrom(tuesdayTen, zone)
const starts = (series: SeriesDraft) => rowsOf(series, zone).map(({ startMs }) => new Date(startMs).toISOString())

describe('several visits', () => {
  it('begin as six weekly ones at the time that was looked at', () => {
    expect(begun).toMatchObject({ count: 6, firstDate: '2026-12-01', time: '10:00', weekdays: [1] })
    expect(starts(changed(begun, { count: 2 }))).toEqual(['2026-12-01T09:00:00.000Z', '2026-12-08T09:00:00.000Z'])
  })

  it('say nothing while a field says nothing, or too much', () => {
    expect(starts(changed(begun, { count: Number.NaN }))).toEqual([])
    expect(starts(changed(begun, { count: 21 }))).toEqual([])
    expect(starts(changed(begun, { time: '' }))).toEqual([])
    expect(starts(changed(begun, { firstDate: '' }))).toEqual([])
  })

  it('keep at least one weekday', () => {
    expect(withWeekday(begun, 1)).toBe(begun)
    expect(withWeekday(withWeekday(begun, 4), 1).weekdays).toEqual([4])
  })

  it('stand in order of time with what was taken instead, until another rule makes other visits', () => {
    const two = changed(begun, { count: 2 })
    const later = withInstead(two, tuesdayTen, Date.parse('2026-12-10T09:00:00Z'))
    expect(starts(later)).toEqual(['2026-12-08T09:00:00.000Z', '2026-12-10T09:00:00.000Z'])
    expect(starts(changed(later, { time: '11:00' }))[0]).toBe('2026-12-01T10:00:00.000Z')
  })

  it('are left out and taken in again by the date that the rule gave', () => {
    const left = withLeft(begun, tuesdayTen, true)
    expect(rowsOf(left, zone).map(({ isLeft }) => isLeft)).toEqual([true, false, false, false, false, false])
    expect(rowsOf(withLeft(left, tuesdayTen, false), zone).some(({ isLeft }) => isLeft)).toBe(false)
  })
})
