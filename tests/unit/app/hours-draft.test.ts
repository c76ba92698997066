import { describe, expect, it } from 'vitest'
import { parseBlock } from '#domain/recurrence/parse-block.ts'
import type { HoursRow } from '#features/schedule/schema.ts'
import {
  draftOf,
  emptyDraft,
  type HoursDraft,
  readHoursDraft,
  withBlock,
} from '../../../src/app/(staff)/settings/hours/hours-draft.ts'

const LOCATION = '00000000-0000-4000-8000-000000000001'

const row = (rule: string, change: Partial<HoursRow> = {}): HoursRow => ({
  id: '00000000-0000-4000-8000-000000000002',
  version: 3,
  locationId: LOCATION,
  rule,
  startMinute: 780,
  endMinute: 1140,
  validFrom: '2026-11-03',
  validUntil: null,
  addedDates: [],
  droppedDates: [],
  ...change,
})

const back = (draft: HoursDraft) => {
  const read = readHoursDraft(draft)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.hours
}

describe('hours in the form', () => {
  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', { pattern: 'weekly', interval: '2', weekdays: [1] }],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE', { pattern: 'weekly', weekdays: [0, 1, 2] }],
    ['FREQ=DAILY;INTERVAL=3', { pattern: 'daily', interval: '3' }],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', { pattern: 'monthly-day', monthDay: '-1' }],
    ['FREQ=MONTHLY;COUNT=4;BYMONTHDAY=15', { pattern: 'monthly-day', monthDay: '15', count: '4' }],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR', { pattern: 'monthly-weekday', place: '-1', weekday: '4', interval: '2' }],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1', { pattern: 'other', other: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1' }],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', { pattern: 'other' }],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU', { pattern: 'other' }],
  ])('of %s have their fields, and are read back as they were', (rule, fields) => {
    const draft = draftOf(row(rule))
    expect(draft).toMatchObject(fields)
    expect(back(draft).rule).toBe(rule)
  })

  it('name the day that a rule took from its start', () => {
    expect(draftOf(row('FREQ=WEEKLY'))).toMatchObject({ pattern: 'weekly', weekdays: [1] })
    expect(draftOf(row('FREQ=MONTHLY'))).toMatchObject({ pattern: 'monthly-day', monthDay: '3' })
  })

  it('end once: the day on which the rule ends is the last day, whichever comes first', () => {
    const draft = draftOf(row('FREQ=DAILY;UNTIL=20261231', { validUntil: '2027-03-01' }))
    expect(draft.validUntil).toBe('2026-12-31')
    expect(back(draft)).toMatchObject({ rule: 'FREQ=DAILY', validUntil: '2026-12-31' })
  })

  it('G7: that end at or before they begin last until the next morning', () => {
    const night = draftOf(row('FREQ=DAILY', { startMinute: 1140, endMinute: 1440 + 540 }))
    expect([night.from, night.to]).toEqual(['19:00', '09:00'])
    expect(back(night)).toMatchObject({ startMinute: 1140, endMinute: 1980 })
    const until = draftOf(row('FREQ=DAILY', { startMinute: 0, endMinute: 1440 }))
    expect(back(until)).toMatchObject({ startMinute: 0, endMinute: 1440 })
  })

  it('say at each field what is wrong', () => {
    const empty = emptyDraft(LOCATION, '2026-11-24')
    expect(readHoursDraft(empty)).toEqual({ ok: false, problems: { weekdays: 'day', times: 'times' } })
    const odd = { ...empty, weekdays: [0], from: '09:00', to: '10:00', interval: '0', count: 'x', validFrom: '' }
    expect(readHoursDraft(odd)).toEqual({
      ok: false,
      problems: { interval: 'number', count: 'number', validFrom: 'date' },
    })
  })

  it('take over what a calendar wrote, and keep what it does not say', () => {
    const text =
      'DTSTART;TZID=Europe/Berlin:20261103T130000\nDTEND;TZID=Europe/Berlin:20261103T190000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261231T235959Z\nEXDATE;VALUE=DATE:20261117'
    const parsed = parseBlock(text, { zone: 'Europe/Berlin', startMinute: null })
    if (!parsed.ok) throw new Error(parsed.reason)
    expect(back(withBlock(emptyDraft(LOCATION, '2026-11-24'), parsed.block))).toEqual({
      locationId: LOCATION,
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      ...{ startMinute: 780, endMinute: 1140, validFrom: '2026-11-03', validUntil: '2026-12-31' },
      ...{ addedDates: [], droppedDates: ['2026-11-17'] },
    })
    const bare = parseBlock('FREQ=DAILY', { zone: 'Europe/Berlin', startMinute: null })
    if (!bare.ok) throw new Error(bare.reason)
    const kept = withBlock({ ...emptyDraft(LOCATION, '2026-11-24'), from: '09:00', to: '17:00' }, bare.block)
    expect(kept).toMatchObject({ pattern: 'daily', from: '09:00', to: '17:00', validFrom: '2026-11-24' })
  })
})
