import { describe, expect, it } from 'vitest'
import { comesTwice, momentMs } from '#domain/time/wall-moment.ts'

const iso = (date: string, minute: number, zone: string, edge: 'begins' | 'ends' = 'begins') => {
  const ms = momentMs({ date, minute }, zone, edge)
  return ms === null ? null : new Date(ms).toISOString().slice(0, 16)
}

describe('a typed moment', () => {
  it('is read on the wall of the zone, the end of a day as the beginning of the next', () => {
    expect(iso('2026-10-27', 0, 'America/Denver')).toBe('2026-10-27T06:00')
    expect(iso('2026-10-31', 1440, 'America/Denver', 'ends')).toBe('2026-11-01T06:00')
    expect(iso('2026-11-02', 540, 'Europe/Berlin')).toBe('2026-11-02T08:00')
  })

  it('is none where the clock is put forward over it; a day begins all the same (C8)', () => {
    expect(iso('2026-03-29', 150, 'Europe/Berlin')).toBeNull()
    expect(iso('2026-09-06', 0, 'America/Santiago')).toBe('2026-09-06T04:00')
    expect(iso('2026-09-05', 1440, 'America/Santiago', 'ends')).toBe('2026-09-06T04:00')
  })

  it('C22: is said to come twice where it does, and never of the midnight that a day begins with', () => {
    expect(comesTwice({ date: '2026-10-25', minute: 150 }, 'Europe/Berlin')).toBe(true)
    expect(comesTwice({ date: '2026-10-25', minute: 180 }, 'Europe/Berlin')).toBe(false)
    expect(comesTwice({ date: '2026-03-29', minute: 150 }, 'Europe/Berlin')).toBe(false)
    expect(comesTwice({ date: '2026-11-01', minute: 0 }, 'America/Havana')).toBe(false)
  })

  it('that the wall shows twice is the first where something begins and the second where it ends (C7)', () => {
    expect(iso('2026-10-25', 150, 'Europe/Berlin')).toBe('2026-10-25T00:30')
    expect(iso('2026-10-25', 150, 'Europe/Berlin', 'ends')).toBe('2026-10-25T01:30')
  })
})
