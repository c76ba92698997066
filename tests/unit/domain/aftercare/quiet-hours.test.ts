import { describe, expect, it } from 'vitest'
import { outOfQuietHours, type QuietManner } from '#domain/aftercare/quiet-hours.ts'

const HOUR = 3_600_000
const quiet = { fromMinute: 21 * 60, toMinute: 8 * 60 }
const berlin = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Berlin').epochMilliseconds
const goes = (due: number, clockStartMs: number, manner: QuietManner, hours = quiet) =>
  outOfQuietHours(due, { clockStartMs, quiet: hours, manner, zone: 'Europe/Berlin' })

const shown = (ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO('Europe/Berlin')
    .toPlainDateTime()
    .toString()
    .slice(5, 16)

describe('messages and quiet hours', () => {
  it('Z3: a chest check four hours after a visit is never pushed into the morning, whenever the visit ended', () => {
    const sent = Array.from({ length: 24 }, (_, hour) => {
      const out = berlin(`2026-11-26T${String(hour).padStart(2, '0')}:30`)
      const at = goes(out + 4 * HOUR, out, 'before')
      expect(at).toBeGreaterThanOrEqual(out)
      expect(at).toBeLessThanOrEqual(out + 4 * HOUR)
      return shown(at)
    })
    expect(sent.slice(8, 16)).toEqual([
      '11-26T12:30',
      '11-26T13:30',
      '11-26T14:30',
      '11-26T15:30',
      '11-26T16:30',
      '11-26T17:30',
      '11-26T18:30',
      '11-26T19:30',
    ])
    // From 17:30 on it would fall into the night: it goes out at nine, or at once when the visit itself ended later.
    expect(sent.slice(16, 23)).toEqual([
      '11-26T20:30',
      '11-26T21:00',
      '11-26T21:00',
      '11-26T21:00',
      '11-26T21:00',
      '11-26T21:30',
      '11-26T22:30',
    ])
  })

  it('a question about soreness waits for the morning', () => {
    const out = berlin('2026-11-26T22:30')
    expect(shown(goes(out + 24 * HOUR, out, 'after'))).toBe('11-28T08:00')
    expect(shown(goes(berlin('2026-11-27T03:00'), out, 'after'))).toBe('11-27T08:00')
  })

  it('the leaflet with the red flags comes at any hour', () => {
    const out = berlin('2026-11-26T23:30')
    expect(goes(out, out, 'pass')).toBe(out)
  })

  it('the quiet begin at their first minute and are over at their last', () => {
    expect(shown(goes(berlin('2026-11-26T20:59'), 0, 'after'))).toBe('11-26T20:59')
    expect(shown(goes(berlin('2026-11-26T21:00'), 0, 'after'))).toBe('11-27T08:00')
    expect(shown(goes(berlin('2026-11-27T07:59'), 0, 'after'))).toBe('11-27T08:00')
    expect(shown(goes(berlin('2026-11-27T08:00'), 0, 'after'))).toBe('11-27T08:00')
  })

  it('quiet hours at noon do not run over midnight', () => {
    const noon = { fromMinute: 12 * 60, toMinute: 14 * 60 }
    expect(shown(goes(berlin('2026-11-26T13:00'), 0, 'after', noon))).toBe('11-26T14:00')
    expect(shown(goes(berlin('2026-11-26T13:00'), 0, 'before', noon))).toBe('11-26T12:00')
    expect(shown(goes(berlin('2026-11-26T23:00'), 0, 'after', noon))).toBe('11-26T23:00')
  })

  it('a clinic without quiet hours sends when it is due', () => {
    const due = berlin('2026-11-26T03:00')
    expect(goes(due, 0, 'after', { fromMinute: 0, toMinute: 0 })).toBe(due)
  })

  it('C23: over both nights of a change no message is lost, doubled or put into the quiet, and each date has its night once', () => {
    const QUARTER = HOUR / 4
    // ends in the hour that does not come, and in the one that comes twice; begins in it
    for (const hours of [quiet, { fromMinute: 21 * 60, toMinute: 150 }, { fromMinute: 150, toMinute: 8 * 60 }]) {
      for (const date of ['2031-03-29', '2031-10-25']) {
        const from = berlin(`${date}T12:00`)
        const due = Array.from({ length: 2 * 96 }, (_, quarter) => from + quarter * QUARTER)
        const after = due.map((ms) => goes(ms, 0, 'after', hours))
        const before = due.map((ms) => goes(ms, 0, 'before', hours))
        const settled = (ms: number) => goes(ms, 0, 'after', hours) === ms
        expect(after.every(settled)).toBe(true)
        expect(after.every((ms, index) => ms >= due[index]! && ms >= (after[index - 1] ?? 0))).toBe(true)
        expect(before.every((ms, index) => ms <= due[index]! && ms >= (before[index - 1] ?? 0))).toBe(true)
        const ends = new Set(after.filter((ms, index) => ms !== due[index]).map(shown))
        const begins = new Set(before.filter((ms, index) => ms !== due[index]).map(shown))
        expect([ends.size, begins.size]).toEqual([2, 2])
      }
    }
  })

  it('a night in which the clock changes ends on the clock, not after so many hours', () => {
    expect(shown(goes(berlin('2031-03-29T23:00'), 0, 'after'))).toBe('03-30T08:00')
    expect(shown(goes(berlin('2031-10-25T23:00'), 0, 'after'))).toBe('10-26T08:00')
    const untilGap = { fromMinute: 21 * 60, toMinute: 150 }
    expect(shown(goes(berlin('2031-03-29T23:00'), 0, 'after', untilGap))).toBe('03-30T03:00')
  })
})
