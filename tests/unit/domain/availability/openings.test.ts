import { describe, expect, it } from 'vitest'
import type { Opening, PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
import { fits, placesAt } from '#domain/availability/fits.ts'
import { freeStarts } from '#domain/availability/free-starts.ts'
import { at, BERLIN, lasting, wallAt } from '../../../support/instants.ts'
import { hours, practitioner, service, visit } from '../../../support/opening-hours.ts'

const TUESDAY = '2026-11-24'
const ana = practitioner({ hours: [hours('FREQ=DAILY', '09:00', '12:00')] })
const hourly = (given: Partial<VisitFacts> = {}): VisitFacts =>
  visit(BERLIN, service(60), { gridMinutes: 60, ...given })
const clocks = (facts: VisitFacts, who: PractitionerTime = ana, date = TUESDAY): string[] =>
  freeStarts(facts, { firstDate: date, lastDate: date }, who).map((ms) => wallAt(ms).slice(11))
const opening = (given: Partial<Opening>): Opening => ({ hours: [], extra: [], closed: [], ...given })

describe('hours', () => {
  it('hold on dates beside those of their rule, and not on those that are left out', () => {
    const tuesdays = hours('FREQ=WEEKLY;BYDAY=TU', '09:00', '10:00', {
      addedDates: ['2026-11-26', '2026-12-01'],
      droppedDates: [TUESDAY, '2026-12-01'],
    })
    const who = practitioner({ hours: [tuesdays] })
    expect(clocks(hourly(), who, TUESDAY)).toEqual([])
    expect(clocks(hourly(), who, '2026-11-26')).toEqual(['09:00'])
    expect(clocks(hourly(), who, '2026-11-27')).toEqual([])
    // left out wins over added (RFC 5545)
    expect(clocks(hourly(), who, '2026-12-01')).toEqual([])
    expect(clocks(hourly(), who, '2026-12-08')).toEqual(['09:00'])
  })

  it('hold in their range only, whatever adds a date', () => {
    const range = {
      validFrom: '2026-11-01',
      validUntil: '2026-11-30',
      addedDates: ['2026-10-31', '2026-11-30', '2026-12-01'],
    }
    const who = practitioner({ hours: [hours('FREQ=WEEKLY;BYDAY=SU', '09:00', '10:00', range)] })
    expect(clocks(hourly(), who, '2026-10-31')).toEqual([])
    expect(clocks(hourly(), who, '2026-11-30')).toEqual(['09:00'])
    expect(clocks(hourly(), who, '2026-12-01')).toEqual([])
  })

  it('G7: that end past midnight may be counted on beyond 24 hours', () => {
    const night = { ...hours('FREQ=WEEKLY;BYDAY=MO', '22:00', '22:00'), endMinute: 26 * 60 }
    const who = practitioner({ hours: [night] })
    expect(clocks(hourly(), who, '2026-11-23')).toEqual(['22:00', '23:00'])
    expect(clocks(hourly(), who, TUESDAY)).toEqual(['00:00', '01:00'])
  })

  it('are longer by extra hours, also where they touch; an absence wins over both', () => {
    const extra = [lasting('2026-11-24T12:00', 120), lasting('2026-11-24T20:00', 60)]
    expect(clocks(hourly(), { ...ana, extra })).toEqual(['09:00', '10:00', '11:00', '12:00', '13:00', '20:00'])
    const absences = [lasting('2026-11-24T12:30', 600)]
    expect(clocks(hourly(), { ...ana, extra, absences })).toEqual(['09:00', '10:00', '11:00'])
  })
})

describe('a location', () => {
  it('with hours keeps everybody to them; without any it is open whenever it is not closed', () => {
    const open = opening({ hours: [hours('FREQ=WEEKLY;BYDAY=MO,TU', '10:00', '20:00')] })
    expect(clocks(hourly({ location: open }))).toEqual(['10:00', '11:00'])
    expect(clocks(hourly({ location: open }), ana, '2026-11-25')).toEqual([])
    expect(clocks(hourly({ location: opening({}) }))).toEqual(['09:00', '10:00', '11:00'])
    expect(clocks(hourly({ location: opening({ extra: [lasting('2026-11-24T10:00', 60)] }) }))).toHaveLength(3)
    expect(clocks(hourly({ location: opening({ closed: [lasting('2026-11-24T10:59', 1)] }) }))).toEqual([
      '09:00',
      '11:00',
    ])
  })

  it('is closed on a holiday, extra hours or not, and says so', () => {
    const holiday = opening({ closed: [lasting('2026-11-24T00:00', 1440)], extra: [lasting('2026-11-24T09:00', 180)] })
    expect(clocks(hourly({ location: holiday }))).toEqual([])
    expect(fits(hourly({ location: holiday }), ana, at('2026-11-24T09:00'))).toEqual({ ok: false, reasons: ['closed'] })
    expect(clocks(hourly({ location: holiday }), ana, '2026-11-25')).toHaveLength(3)
  })

  it('may be open on a day that its hours do not have', () => {
    const open = opening({
      hours: [hours('FREQ=WEEKLY;BYDAY=MO', '08:00', '18:00')],
      extra: [lasting('2026-11-24T10:00', 120)],
    })
    expect(clocks(hourly({ location: open }))).toEqual(['10:00', '11:00'])
  })

  it('lets buffers reach out of its hours, and the visit not', () => {
    const open = opening({ hours: [hours('FREQ=DAILY', '09:00', '12:00')] })
    const cleaned = service(60, { bufferBeforeMinutes: 30, bufferAfterMinutes: 30 })
    const facts = visit(BERLIN, cleaned, { gridMinutes: 60, location: open })
    const long = practitioner({ hours: [hours('FREQ=DAILY', '06:00', '18:00')] })
    expect(clocks(facts, long)).toEqual(['09:00', '10:00', '11:00'])
  })

  it('C13: closes on its own local day, also where that is another day in UTC', () => {
    const zone = 'Pacific/Auckland'
    const closed = [{ startMs: at('2026-11-24T00:00', zone), endMs: at('2026-11-25T00:00', zone) }]
    const facts = visit(zone, service(60), { gridMinutes: 60, location: opening({ closed }) })
    const found = (date: string) => freeStarts(facts, { firstDate: date, lastDate: date }, ana).length
    expect(['2026-11-23', TUESDAY, '2026-11-25'].map(found)).toEqual([3, 0, 3])
  })

  it('C5: that is open through the hour that comes twice has it twice', () => {
    const open = opening({ hours: [hours('FREQ=DAILY', '00:00', '06:00')] })
    const facts = visit('America/Chicago', service(60), { gridMinutes: 60, location: open })
    const who = practitioner({ hours: [hours('FREQ=DAILY', '00:00', '24:00')] })
    const starts = freeStarts(facts, { firstDate: '2026-11-01', lastDate: '2026-11-01' }, who)
    expect(starts.map((ms) => wallAt(ms, 'America/Chicago').slice(11))).toEqual([
      '00:00',
      '01:00',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
      '05:00',
    ])
  })
})

describe('a room', () => {
  const mornings = opening({ hours: [hours('FREQ=DAILY', '09:00', '10:30')] })
  const places = (room: Opening | null) => [{ placeId: 'couch', room, busy: [] }]

  it('with hours is busy outside them, its buffers included; another room may do instead', () => {
    expect(clocks(hourly({ places: places(mornings) }))).toEqual(['09:00'])
    const cleaned = visit(BERLIN, service(60, { bufferAfterMinutes: 31 }), {
      gridMinutes: 60,
      places: places(mornings),
    })
    expect(clocks(cleaned)).toEqual([])
    const two = [...places(mornings), { placeId: 'chair', busy: [] }]
    expect(clocks(hourly({ places: two }))).toEqual(['09:00', '10:00', '11:00'])
  })

  it('out of use is not offered, and is told from one that is taken', () => {
    const closed = opening({ closed: [lasting('2026-11-24T10:30', 10)] })
    const taken = { placeId: 'chair', busy: [lasting('2026-11-24T10:00', 60)] }
    const facts = hourly({ places: [...places(closed), taken] })
    expect(clocks(facts)).toEqual(['09:00', '11:00'])
    expect(fits(facts, ana, at('2026-11-24T10:00'))).toEqual({ ok: false, reasons: ['no-place'] })
    expect(placesAt(facts, at('2026-11-24T10:00'))).toEqual([
      { placeId: 'couch', taken: false, closed: true },
      { placeId: 'chair', taken: true, closed: false },
    ])
  })

  it('has several seats behind one door: all close together', () => {
    const seats = ['one', 'two'].map((placeId) => ({ placeId, room: mornings, busy: [] }))
    expect(clocks(hourly({ places: seats }))).toEqual(['09:00'])
  })
})

describe('devices and attendants', () => {
  const free = (resourceId: string, ...busy: ReturnType<typeof lasting>[]) => ({ resourceId, busy })

  it('are needed from before the visit until after it; one of each pool is enough', () => {
    const taken = free('one', lasting('2026-11-24T10:05', 5))
    const cleaned = (candidates: ReturnType<typeof free>[]) =>
      visit(BERLIN, service(60, { bufferAfterMinutes: 10 }), { gridMinutes: 60, pools: [{ candidates }] })
    expect(clocks(cleaned([taken]))).toEqual(['11:00'])
    expect(clocks(cleaned([taken, free('two')]))).toEqual(['09:00', '10:00', '11:00'])
    expect(clocks(cleaned([taken, free('two', lasting('2026-11-24T09:00', 60))]))).toEqual(['10:00', '11:00'])
    expect(clocks(cleaned([]))).toEqual([])
  })

  it('are needed of every pool at once', () => {
    const pools = [
      { candidates: [free('stimulator', lasting('2026-11-24T09:00', 60))] },
      { candidates: [free('interpreter', lasting('2026-11-24T11:00', 60))] },
    ]
    expect(clocks(hourly({ pools }))).toEqual(['10:00'])
    expect(fits(hourly({ pools }), ana, at('2026-11-24T09:00'))).toEqual({ ok: false, reasons: ['pool-taken'] })
  })
})

describe('a day that has as many visits as it may', () => {
  it('B13: is not offered, to its last local minute, and refused by its name', () => {
    const facts = hourly({ fullDates: [TUESDAY] })
    expect(clocks(facts)).toEqual([])
    expect(clocks(facts, ana, '2026-11-25')).toHaveLength(3)
    expect(fits(facts, ana, at('2026-11-24T09:00'))).toEqual({ ok: false, reasons: ['full-date'] })
  })

  it('B10: ends where the clinic’s own day does', () => {
    const late = practitioner({ hours: [hours('FREQ=DAILY', '22:00', '02:00')] })
    const facts = visit('Asia/Tokyo', service(60), { gridMinutes: 60, fullDates: [TUESDAY] })
    expect(
      freeStarts(facts, { firstDate: '2026-11-23', lastDate: '2026-11-25' }, late).map((ms) =>
        wallAt(ms, 'Asia/Tokyo'),
      ),
    ).toEqual([
      ...['2026-11-23T00:00', '2026-11-23T01:00', '2026-11-23T22:00', '2026-11-23T23:00'],
      ...['2026-11-25T00:00', '2026-11-25T01:00', '2026-11-25T22:00', '2026-11-25T23:00'],
    ])
  })
})
