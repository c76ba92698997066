import { describe, expect, it } from 'vitest'
import { isoTexts } from '#domain/time/iso.ts'
import { localDateOf, offsetMsAt, startOfDayMs, wallTimeOf, wallToMs } from '#domain/time/zone.ts'

const ms = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const HOUR = 3_600_000

describe('a wall-clock time in the zone of the clinic', () => {
  it('is one instant on an ordinary day', () => {
    expect(wallToMs('2031-03-10', 9 * 60, 'Europe/Berlin')).toEqual({ kind: 'one', ms: ms('2031-03-10T08:00Z') })
    expect(wallToMs('2026-06-01', 13 * 60, 'Asia/Kathmandu')).toEqual({ kind: 'one', ms: ms('2026-06-01T07:15Z') })
  })

  it('C4: does not exist where the clock is put forward, and says when the wall goes on', () => {
    const resumesMs = ms('2026-03-08T07:00Z')
    expect(wallToMs('2026-03-08', 120, 'America/New_York')).toEqual({ kind: 'gap', resumesMs })
    expect(wallToMs('2026-03-08', 150, 'America/New_York')).toEqual({ kind: 'gap', resumesMs })
    expect(wallToMs('2026-03-08', 119, 'America/New_York')).toEqual({ kind: 'one', ms: resumesMs - 60_000 })
    expect(wallToMs('2026-03-08', 180, 'America/New_York')).toEqual({ kind: 'one', ms: resumesMs })
  })

  it('C5: exists twice where the clock is put back, the earlier one first', () => {
    expect(wallToMs('2026-11-01', 90, 'America/Chicago')).toEqual({
      kind: 'two',
      ms: ms('2026-11-01T06:30Z'),
      laterMs: ms('2026-11-01T07:30Z'),
    })
    expect(wallToMs('2026-11-01', 120, 'America/Chicago')).toEqual({ kind: 'one', ms: ms('2026-11-01T08:00Z') })
  })

  it('past 24 hours belongs to the morning after, read off the wall and not counted in hours', () => {
    // The night of the clock change: 01:00 to 09:00 is seven hours long.
    expect(wallToMs('2031-03-29', 33 * 60, 'Europe/Berlin')).toEqual({ kind: 'one', ms: ms('2031-03-30T07:00Z') })
  })

  it('is what the wall shows, to the minute', () => {
    expect(wallTimeOf(ms('2031-03-30T00:59Z'), 'Europe/Berlin')).toBe('2031-03-30T01:59')
    expect(wallTimeOf(ms('2031-03-30T01:00Z'), 'Europe/Berlin')).toBe('2031-03-30T03:00')
    expect(wallTimeOf(ms('2026-06-01T18:20Z'), 'Asia/Kathmandu')).toBe('2026-06-02T00:05')
  })

  it('is asked for in a zone that exists, or it is a bug', () => {
    expect(() => offsetMsAt(0, 'Europe/Atlantis')).toThrow(RangeError)
  })
})

describe('a calendar day in a zone', () => {
  it('C8: begins where the wall goes on when the clock jumps over midnight', () => {
    // Zone, the day without a midnight, and the wall time it begins at.
    const jumps = [
      ['America/Santiago', '2026-09-06'],
      ['Asia/Beirut', '2026-03-29'],
      ['America/Havana', '2026-03-08'],
      ['Africa/Cairo', '2026-04-24'],
      ['America/Sao_Paulo', '2018-11-04'],
    ] as const
    for (const [zone, date] of jumps) {
      const startMs = startOfDayMs(date, zone)
      expect(wallToMs(date, 0, zone), zone).toEqual({ kind: 'gap', resumesMs: startMs })
      expect(wallTimeOf(startMs, zone), zone).toBe(`${date}T01:00`)
      expect(localDateOf(startMs, zone), zone).toBe(date)
      expect(localDateOf(startMs - 1, zone), zone).toBe(Temporal.PlainDate.from(date).subtract({ days: 1 }).toString())
    }
  })

  it('C8: begins at the first of two midnights', () => {
    const startMs = startOfDayMs('2026-11-01', 'America/Havana')
    expect(startMs).toBe(ms('2026-11-01T04:00Z'))
    expect(startOfDayMs('2026-11-02', 'America/Havana') - startMs).toBe(25 * HOUR)
  })

  it('is 23 hours long in spring, 25 in autumn, and 24.5 on an island', () => {
    const lengthOf = (date: string, next: string, zone: string) => startOfDayMs(next, zone) - startOfDayMs(date, zone)
    expect(lengthOf('2031-03-30', '2031-03-31', 'Europe/Berlin')).toBe(23 * HOUR)
    expect(lengthOf('2031-10-26', '2031-10-27', 'Europe/Berlin')).toBe(25 * HOUR)
    expect(lengthOf('2026-04-05', '2026-04-06', 'Australia/Lord_Howe')).toBe(24.5 * HOUR)
  })

  it('agrees with Temporal on every day of a year, in zones of every kind', () => {
    const zones = ['Europe/Berlin', 'Europe/Dublin', 'America/St_Johns', 'America/Santiago', 'Asia/Beirut']
    for (const zone of [
      ...zones,
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'UTC',
    ]) {
      for (let i = 0; i < 366; i++) {
        const date = Temporal.PlainDate.from('2025-09-01').add({ days: i })
        const start = date.toZonedDateTime(zone)
        expect(startOfDayMs(date.toString(), zone), `${zone} ${date}`).toBe(start.epochMilliseconds)
        expect(localDateOf(start.epochMilliseconds, zone)).toBe(date.toString())
        const noon = wallToMs(date.toString(), 720, zone)
        expect(noon).toEqual({
          kind: 'one',
          ms: date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds,
        })
      }
    }
  })

  it('that a country left out altogether begins with the next one', () => {
    // Samoa went from 29 to 31 December 2011.
    expect(startOfDayMs('2011-12-30', 'Pacific/Apia')).toBe(startOfDayMs('2011-12-31', 'Pacific/Apia'))
  })
})

describe('the text of an instant', () => {
  it('is the one that every other program writes', () => {
    const instants = [
      ms('1969-12-31T23:59Z'),
      0,
      ms('2031-03-30T00:45Z'),
      ms('2031-03-30T23:45Z'),
      ms('2031-03-31T00:00Z'),
    ]
    expect(isoTexts(instants)).toEqual(instants.map((instant) => new Date(instant).toISOString()))
    expect(isoTexts([])).toEqual([])
  })

  it('is not rounded: an instant inside a minute is a bug', () => {
    expect(() => isoTexts([30_000])).toThrow(RangeError)
  })
})
