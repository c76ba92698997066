import { describe, expect, it } from 'vitest'
import { startsByDate } from '#domain/availability/by-date.ts'
import type { PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
import { fits } from '#domain/availability/fits.ts'
import { freeStarts, freeStartsOfAny } from '#domain/availability/free-starts.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { at, wallAt } from '../../../support/instants.ts'
import { hours, practitioner, service, visit } from '../../../support/opening-hours.ts'

const NEW_YORK = 'America/New_York'
const CHICAGO = 'America/Chicago'

const startsOf = (facts: VisitFacts, who: PractitionerTime, firstDate: string, lastDate = firstDate): number[] =>
  freeStarts(facts, { firstDate, lastDate }, who)

const walls = (facts: VisitFacts, who: PractitionerTime, firstDate: string, lastDate = firstDate): string[] =>
  startsOf(facts, who, firstDate, lastDate).map((ms) => wallAt(ms, facts.zone))

const daily = (from: string, until: string): PractitionerTime =>
  practitioner({ hours: [hours('FREQ=DAILY', from, until)] })

describe('when the clock changes', () => {
  it('C1: a clinic that opens at 09:00 opens at 09:00 all year, and each of those times can be booked', () => {
    const facts = visit(NEW_YORK, service(60), { gridMinutes: 60 })
    const who = daily('09:00', '10:00')
    const starts = startsOf(facts, who, '2026-01-01', '2026-12-31')
    expect(starts).toHaveLength(365)
    expect(new Set(starts.map((ms) => wallAt(ms, NEW_YORK).slice(11)))).toEqual(new Set(['09:00']))
    expect(starts.every((ms) => fits(facts, who, ms).ok)).toBe(true)
  })

  it('C2: half an hour on Sundays at 12:30 stays there on both Sundays of change', () => {
    const who = practitioner({ hours: [hours('FREQ=WEEKLY;BYDAY=SU', '12:30', '13:00')] })
    const facts = visit(NEW_YORK, service(30))
    expect(walls(facts, who, '2026-03-08')).toEqual(['2026-03-08T12:30'])
    expect(walls(facts, who, '2026-11-01')).toEqual(['2026-11-01T12:30'])
  })

  it('C4: hours that the wall jumps over are no hours', () => {
    const facts = visit(NEW_YORK, service(30))
    expect(walls(facts, daily('02:00', '02:30'), '2026-03-08')).toEqual([])
    expect(walls(facts, daily('02:00', '02:30'), '2026-03-09')).toEqual(['2026-03-09T02:00'])
  })

  it('C4, D7: hours that would begin in the jump are none of that day’s, and hours that reach into it end at it', () => {
    const facts = visit(NEW_YORK, service(30), { gridMinutes: 30 })
    expect(walls(facts, daily('02:30', '04:00'), '2026-03-08')).toEqual([])
    expect(walls(facts, daily('02:30', '04:00'), '2026-03-09')).toHaveLength(3)
    expect(walls(facts, daily('01:00', '02:30'), '2026-03-08')).toEqual(['2026-03-08T01:00', '2026-03-08T01:30'])
  })

  it('D7: counted hours do not count the day that lacks their beginning', () => {
    const facts = visit(NEW_YORK, service(30), { gridMinutes: 30 })
    const thrice = practitioner({ hours: [hours('FREQ=DAILY;COUNT=3', '02:30', '03:00', { validFrom: '2026-03-07' })] })
    expect(walls(facts, thrice, '2026-03-01', '2026-03-31')).toEqual([
      '2026-03-07T02:30',
      '2026-03-09T02:30',
      '2026-03-10T02:30',
    ])
  })

  it('C5: the hour that comes twice is offered twice: seven hours from midnight to six', () => {
    const facts = visit(CHICAGO, service(60), { gridMinutes: 60 })
    const starts = startsOf(facts, daily('00:00', '06:00'), '2026-11-01')
    expect(starts.map((ms) => wallAt(ms, CHICAGO).slice(11))).toEqual([
      '00:00',
      '01:00',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
      '05:00',
    ])
    expect(new Set(starts).size).toBe(7)
    const any = freeStartsOfAny(facts, { firstDate: '2026-11-01', lastDate: '2026-11-01' }, [daily('00:00', '06:00')])
    expect(any.startsMs).toEqual(starts)
  })

  it('C8: a day without a midnight has its times on its own date, and the day before loses none', () => {
    for (const [zone, before, date] of [
      ['America/Santiago', '2026-09-05', '2026-09-06'],
      ['Asia/Beirut', '2026-03-28', '2026-03-29'],
      ['America/Havana', '2026-03-07', '2026-03-08'],
    ] as const) {
      const facts = visit(zone, service(60), { gridMinutes: 60 })
      const round = daily('00:00', '24:00')
      const byDate = startsByDate(startsOf(facts, round, before, date), zone)
      expect(Object.keys(byDate), zone).toEqual([before, date])
      expect(byDate[before], zone).toHaveLength(24)
      expect(byDate[date], zone).toHaveLength(23)
      expect(byDate[date]?.[0], zone).toBe(new Date(startOfDayMs(date, zone)).toISOString())
      expect(walls(facts, round, date)[0], zone).toBe(`${date}T01:00`)
    }
  })

  it('C8: a day with two midnights has both on its own date', () => {
    const facts = visit('America/Havana', service(60), { gridMinutes: 60 })
    const byDate = startsByDate(startsOf(facts, daily('00:00', '24:00'), '2026-10-31', '2026-11-02'), facts.zone)
    expect(Object.values(byDate).map((texts) => texts.length)).toEqual([24, 25, 24])
  })

  it('half an hour forward or back keeps the starts on the hours of the wall', () => {
    const zone = 'Australia/Lord_Howe'
    const facts = visit(zone, service(30), { gridMinutes: 60 })
    for (const date of ['2026-04-05', '2026-10-04']) {
      const found = walls(facts, daily('00:00', '08:00'), date)
      expect(
        found.every((wall) => wall.endsWith(':00')),
        date,
      ).toBe(true)
      const any = freeStartsOfAny(facts, { firstDate: date, lastDate: date }, [daily('00:00', '08:00')])
      expect(any.startsMs.map((ms) => wallAt(ms, zone))).toEqual(found)
    }
  })

  it('a night shift is as long as the night really was', () => {
    const who = practitioner({ hours: [hours('FREQ=DAILY', '22:00', '06:00')] })
    const facts = visit('Europe/Berlin', service(7 * 60), { gridMinutes: 60 })
    expect(walls(facts, who, '2031-03-29')).toEqual(['2031-03-29T22:00'])
    expect(walls(facts, who, '2031-10-25')).toEqual(['2031-10-25T22:00', '2031-10-25T23:00'])
    expect(startsOf(facts, who, '2031-10-26')).toEqual([
      at('2031-10-26T00:00'),
      at('2031-10-26T22:00'),
      at('2031-10-26T23:00'),
    ])
  })
})
