import { describe, expect, it } from 'vitest'
import { clockNotes } from '#domain/recurrence/clock-notes.ts'
import { dayNumberOf } from '#domain/time/calendar-date.ts'
import { hours } from '../../../support/opening-hours.ts'

const notes = (from: string, until: string, overnight = false) => {
  const shift = hours('FREQ=DAILY', from, until, { validFrom: '2026-01-01' })
  const endMinute = overnight ? shift.endMinute + 1440 : shift.endMinute
  return clockNotes({ ...shift, endMinute }, 'Europe/Berlin', dayNumberOf('2026-01-01'), dayNumberOf('2026-12-31'))
}

describe('what the changes of the clock do to hours', () => {
  it('is nothing by day', () => expect(notes('09:00', '17:00')).toEqual([]))

  it('is a night that is an hour shorter in spring and an hour longer in autumn', () => {
    expect(notes('22:00', '06:00', true)).toEqual([
      { date: '2026-03-28', kind: 'shorter', minutes: 60 },
      { date: '2026-10-24', kind: 'longer', minutes: 60 },
    ])
  })

  it('C22: are said of an end that comes twice, and of a single date whose beginning the clock jumps over', () => {
    expect(notes('01:00', '02:30').filter(({ kind }) => kind !== 'shorter')).toEqual([
      { date: '2026-10-25', kind: 'end-twice' },
    ])
    const shift = hours('FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5', '02:30', '06:00', {
      validFrom: '2026-01-01',
      addedDates: ['2026-03-29'],
    })
    const found = clockNotes(shift, 'Europe/Berlin', dayNumberOf('2026-01-01'), dayNumberOf('2026-12-31'))
    expect(found).toEqual([{ date: '2026-03-29', kind: 'shorter', minutes: 60 }])
  })

  it('is a day that lacks the beginning, and one that has it twice', () => {
    expect(notes('02:30', '06:00')).toEqual([
      { date: '2026-03-29', kind: 'missing' },
      { date: '2026-10-25', kind: 'twice' },
    ])
  })
})
