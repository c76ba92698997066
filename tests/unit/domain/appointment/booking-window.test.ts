import { describe, expect, it } from 'vitest'
import { bookingWindow } from '#domain/appointment/booking-window.ts'
import { at, BERLIN, wallAt } from '../../../support/instants.ts'

const wall = (nowMs: number, minNoticeMinutes: number, maxAheadDays: number, zone = BERLIN) => {
  const { notBeforeMs, notAfterMs } = bookingWindow({ minNoticeMinutes, maxAheadDays }, nowMs, zone)
  return [wallAt(notBeforeMs, zone), wallAt(notAfterMs, zone)]
}

describe('the booking period', () => {
  it('begins with the notice and ends with the last day, whole', () => {
    expect(wall(at('2026-11-23T08:10'), 120, 7)).toEqual(['2026-11-23T10:10', '2026-11-30T23:59'])
  })

  it('is the rest of today for a service of the day', () => {
    expect(wall(at('2026-11-23T08:10'), 0, 0)).toEqual(['2026-11-23T08:10', '2026-11-23T23:59'])
  })

  it('B10: counts days in the clinic’s zone', () => {
    const zone = 'Pacific/Auckland'
    expect(wall(at('2026-11-23T08:10', zone), 0, 1, zone)[1]).toBe('2026-11-24T23:59')
  })

  it('C8: ends a day before one that has no midnight', () => {
    const zone = 'America/Santiago'
    const { notAfterMs } = bookingWindow({ minNoticeMinutes: 0, maxAheadDays: 1 }, at('2026-09-04T10:00', zone), zone)
    expect(wallAt(notAfterMs, zone)).toBe('2026-09-05T23:59')
    expect(wallAt(notAfterMs + 1, zone)).toBe('2026-09-06T01:00')
  })

  it('lets notice elapse over a change of the clock', () => {
    expect(wall(at('2031-03-29T20:00'), 12 * 60, 1)[0]).toBe('2031-03-30T09:00')
  })
})
