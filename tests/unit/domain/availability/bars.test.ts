import { describe, expect, it } from 'vitest'
import { barsOn, weekAround } from '#domain/availability/bars.ts'

const at = (iso: string) => Date.parse(iso)

describe('the bars of a date', () => {
  it('are what lies on it, on its own wall, a night cut at midnight', () => {
    const night = [{ startMs: at('2026-11-02T21:00Z'), endMs: at('2026-11-03T05:00Z') }]
    expect(barsOn(night, '2026-11-02', 'Europe/Berlin')).toEqual([{ fromMinute: 1320, toMinute: 1440 }])
    expect(barsOn(night, '2026-11-03', 'Europe/Berlin')).toEqual([{ fromMinute: 0, toMinute: 360 }])
    expect(barsOn(night, '2026-11-04', 'Europe/Berlin')).toEqual([])
  })

  it('of a day without a midnight begin with the day (C8)', () => {
    const always = [{ startMs: at('2026-09-01T00:00Z'), endMs: at('2026-09-30T00:00Z') }]
    expect(barsOn(always, '2026-09-06', 'America/Santiago')).toEqual([{ fromMinute: 0, toMinute: 1440 }])
  })

  it('stand in a week from Monday to Sunday', () => {
    for (const date of ['2026-11-02', '2026-11-05', '2026-11-08']) expect(weekAround(date)[0]).toBe('2026-11-02')
    expect(weekAround('2026-11-08')).toHaveLength(7)
    expect(weekAround('2026-11-08')[6]).toBe('2026-11-08')
  })
})
