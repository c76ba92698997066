import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startOfDayMs } from '../../../src/domain/time/zone.ts'
import {
  hoursOf,
  hoursWritten,
  isBesideOffer,
  lanesOf,
  minutesBetween,
  offHours,
  onGrid,
  type Placed,
  shownStretch,
  startUnder,
  visitAfter,
} from '../../../src/ui/clinic/day-grid/day-layout.ts'
import { formatTime } from '../../../src/words/time.ts'

const zone = 'Europe/Berlin'
const dayOf = (date: string, next: string) => ({ startMs: startOfDayMs(date, zone), endMs: startOfDayMs(next, zone) })
const day = dayOf('2026-11-26', '2026-11-27')
const at = (hours: number, minutes = 0) => day.startMs + (hours * 60 + minutes) * 60_000
const visit = (id: string, from: number, to: number): Placed => ({ id, startMs: from, endMs: to })
const clock = (ms: number) => formatTime(ms, { locale: 'en', zone })

describe('visits that share time', () => {
  it('stand side by side, and one after the other keep the whole width', () => {
    const lanes = lanesOf([
      visit('björk', at(9), at(10)),
      visit('josé', at(9, 15), at(10, 15)),
      visit('keiko', at(10, 15), at(11)),
    ])
    expect(lanes.get('björk')).toEqual({ lane: 0, lanes: 2 })
    expect(lanes.get('josé')).toEqual({ lane: 1, lanes: 2 })
    expect(lanes.get('keiko')).toEqual({ lane: 0, lanes: 1 })
  })

  it('use a lane again as soon as it is free', () => {
    const lanes = lanesOf([visit('a', at(9), at(10)), visit('b', at(9, 30), at(11)), visit('c', at(10), at(10, 30))])
    expect(lanes.get('c')).toEqual({ lane: 0, lanes: 2 })
  })

  it('never cover one another, whatever the day', () => {
    const anyVisit = fc.tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 180 }))
    fc.assert(
      fc.property(fc.array(anyVisit, { maxLength: 30 }), (starts) => {
        const visits = starts.map(([start, length], index) => visit(`${index}`, at(0, start), at(0, start + length)))
        const lanes = lanesOf(visits)
        for (const a of visits) {
          for (const b of visits) {
            if (a.id === b.id || a.startMs >= b.endMs || b.startMs >= a.endMs) continue
            expect(lanes.get(a.id)?.lane).not.toBe(lanes.get(b.id)?.lane)
            expect(lanes.get(a.id)?.lanes).toBe(lanes.get(b.id)?.lanes)
          }
        }
      }),
    )
  })
})

describe('a free time that is offered', () => {
  it('is drawn beside a visit from a quarter of an hour before it to its end, and not elsewhere', () => {
    const resting = visit('björk', at(9), at(10))
    const beside = [at(8, 45), at(8, 50), at(9), at(9, 45), at(10)].map((ms) => isBesideOffer(resting, ms))
    expect(beside).toEqual([false, true, true, true, false])
  })
})

describe('the hours of a day', () => {
  it('are written beside their lines, but where the time of now is', () => {
    const shown = { startMs: at(8), endMs: at(12) }
    expect(hoursWritten(shown, at(9, 4)).map(clock)).toEqual(['08:00', '10:00', '11:00'])
    expect(hoursWritten(shown, at(9, 30)).map(clock)).toEqual(['08:00', '09:00', '10:00', '11:00'])
  })

  it('are whole hours around work and visits', () => {
    const shown = shownStretch(day, [
      { startMs: at(8, 30), endMs: at(16) },
      { startMs: at(16), endMs: at(18, 15) },
    ])
    expect([clock(shown.startMs), clock(shown.endMs)]).toEqual(['08:00', '19:00'])
  })

  it('are the usual ones when nobody works', () => {
    const shown = shownStretch(day, [{ startMs: at(-5), endMs: at(-2) }])
    expect([clock(shown.startMs), clock(shown.endMs)]).toEqual(['08:00', '18:00'])
  })

  it('stay inside the day for a visit just before midnight', () => {
    const shown = shownStretch(day, [{ startMs: at(23, 30), endMs: at(24, 30) }])
    expect(shown.endMs).toBe(day.endMs)
    expect(clock(shown.startMs)).toBe('18:00')
  })

  it('C8: are drawn once each on a day of 23 hours and twice where the wall shows one twice', () => {
    const spring = dayOf('2026-03-29', '2026-03-30')
    expect(hoursOf(spring).map(clock).slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00'])
    const autumn = dayOf('2026-10-25', '2026-10-26')
    expect(new Set(hoursOf(autumn).map(clock)).size).toBe(25)
  })

  it('are shaded where nobody works', () => {
    const shown = { startMs: at(8), endMs: at(18) }
    expect(offHours(shown, [{ startMs: at(13), endMs: at(16) }])).toEqual([
      { startMs: at(8), endMs: at(13) },
      { startMs: at(16), endMs: at(18) },
    ])
  })
})

describe('a dropped visit', () => {
  it('starts at the nearest quarter of an hour', () => {
    expect(clock(onGrid(at(10, 7), day.startMs, 15))).toBe('10:00')
    expect(clock(onGrid(at(10, 8), day.startMs, 15))).toBe('10:15')
  })
})

describe('C26: on the day of a change of the clock', () => {
  const days = [
    { when: 'of 23 hours', zone: 'Europe/Berlin', date: '2026-03-29', next: '2026-03-30', hours: 23 },
    { when: 'after it', zone: 'Europe/Berlin', date: '2026-03-30', next: '2026-03-31', hours: 24 },
    { when: 'of 25 hours', zone: 'Europe/Berlin', date: '2026-10-25', next: '2026-10-26', hours: 25 },
    { when: 'without a midnight', zone: 'America/Santiago', date: '2026-09-06', next: '2026-09-07', hours: 23 },
    { when: 'of 23½ hours', zone: 'Australia/Lord_Howe', date: '2026-10-04', next: '2026-10-05', hours: 23.5 },
  ]

  it.each(days)('a day $when: what is dropped where it is drawn starts at the time that stands beside it', (given) => {
    const { zone: there, date, next, hours } = given
    const whole = { startMs: startOfDayMs(date, there), endMs: startOfDayMs(next, there) }
    expect((whole.endMs - whole.startMs) / 3_600_000).toBe(hours)
    for (const shown of [whole, shownStretch(whole, [])]) {
      const scale = { topMs: shown.startMs, dayStartMs: whole.startMs, minutePx: 1.6, stepMinutes: 15 }
      for (let ms = shown.startMs; ms < shown.endMs; ms += 15 * 60_000) {
        const drawnAt = minutesBetween(shown.startMs, ms) * scale.minutePx
        expect(startUnder(drawnAt, scale, 'nearest')).toBe(ms)
        expect(startUnder(drawnAt + 10 * scale.minutePx, scale, 'down')).toBe(ms)
      }
    }
  })

  it('the usual hours are drawn from the day’s own first instant, and a drop at noon is noon on the wall', () => {
    const spring = dayOf('2026-03-29', '2026-03-30')
    const shown = shownStretch(spring, [{ startMs: spring.startMs + 8 * 3_600_000, endMs: spring.endMs }])
    const noon = spring.startMs + 11 * 3_600_000
    const scale = { topMs: shown.startMs, dayStartMs: spring.startMs, minutePx: 1.6, stepMinutes: 15 }
    const dropped = startUnder(minutesBetween(shown.startMs, noon) * scale.minutePx, scale, 'nearest')
    expect([clock(shown.startMs), clock(dropped)]).toEqual(['09:00', '12:00'])
  })
})

describe('arrow keys among visits', () => {
  const columns = [
    { visits: [visit('a1', at(9), at(10)), visit('a2', at(14), at(15))] },
    { visits: [] },
    { visits: [visit('c1', at(8), at(9)), visit('c2', at(13), at(14))] },
  ]

  it('go down and up in time and stop at the ends', () => {
    expect(visitAfter('ArrowDown', 'a1', columns)).toBe('a2')
    expect(visitAfter('ArrowDown', 'a2', columns)).toBe('a2')
    expect(visitAfter('ArrowUp', 'a2', columns)).toBe('a1')
  })

  it('go to the visit nearest in time beside, past an empty column', () => {
    expect(visitAfter('ArrowRight', 'a2', columns)).toBe('c2')
    expect(visitAfter('ArrowLeft', 'c1', columns)).toBe('a1')
    expect(visitAfter('ArrowRight', 'c1', columns)).toBe('c1')
  })

  it('leave other keys to others', () => expect(visitAfter('n', 'a1', columns)).toBeNull())
})
