import { describe, expect, it } from 'vitest'
import type { PractitionerTime, VisitFacts } from '#domain/availability/facts.ts'
import { freeStarts, freeStartsOfAny } from '#domain/availability/free-starts.ts'
import { at, BERLIN, lasting, wallAt } from '../../../support/instants.ts'
import { hours, practitioner, service, visit } from '../../../support/opening-hours.ts'

const TUESDAY = '2026-11-24'
const KATHMANDU = 'Asia/Kathmandu'

/** The starts of one date as the wall shows them. */
const clocks = (facts: VisitFacts, who: PractitionerTime, date = TUESDAY): string[] =>
  freeStarts(facts, { firstDate: date, lastDate: date }, who).map((ms) => wallAt(ms, facts.zone).slice(11))

const open = (from: string, until: string, given: Partial<PractitionerTime> = {}): PractitionerTime =>
  practitioner({ hours: [hours('FREQ=DAILY', from, until)], ...given })

describe('free times within the hours', () => {
  it('stand on the quarter hours of the wall and end when the whole visit still fits', () => {
    expect(clocks(visit(BERLIN, service(30)), open('09:05', '10:20'))).toEqual(['09:15', '09:30', '09:45'])
  })

  it('B4: of a day that ends at 16:00 stop at 15:00 for an hour on a five-minute grid; the buffer may reach past the day', () => {
    const facts = visit(BERLIN, service(60, { bufferAfterMinutes: 15 }), { gridMinutes: 5 })
    expect(clocks(facts, open('09:00', '16:00')).at(-1)).toBe('15:00')
  })

  it('B7: of a day that ends at 20:00 go on to 18:30 for an hour and a half', () => {
    expect(clocks(visit(BERLIN, service(90)), open('12:00', '20:00')).at(-1)).toBe('18:30')
  })

  it('run through where one shift follows another without a break, and not over a break', () => {
    const shifts = (second: string) =>
      practitioner({ hours: [hours('FREQ=DAILY', second, '14:00'), hours('FREQ=DAILY', '11:00', '12:00')] })
    const facts = visit(BERLIN, service(60), { gridMinutes: 30 })
    expect(clocks(facts, shifts('12:00'))).toEqual(['11:00', '11:30', '12:00', '12:30', '13:00'])
    expect(clocks(facts, shifts('12:30'))).toEqual(['11:00', '12:30', '13:00'])
  })

  it('are none of a rule that is not yet or no longer valid', () => {
    const valid = open('09:00', '10:00', {
      hours: [hours('FREQ=DAILY', '09:00', '10:00', { validFrom: TUESDAY, validUntil: TUESDAY })],
    })
    const facts = visit(BERLIN, service(60))
    expect(clocks(facts, valid)).toEqual(['09:00'])
    expect(clocks(facts, valid, '2026-11-23')).toEqual([])
    expect(clocks(facts, valid, '2026-11-25')).toEqual([])
  })

  it('follow rules of every kind: every second week, the last Friday of the month, three times in all', () => {
    const facts = visit(BERLIN, service(60))
    const dates = (rule: string) =>
      freeStarts(
        facts,
        { firstDate: '2026-11-01', lastDate: '2026-12-31' },
        practitioner({ hours: [hours(rule, '09:00', '10:00', { validFrom: '2026-11-03' })] }),
      ).map((ms) => wallAt(ms).slice(5, 10))
    expect(dates('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU')).toEqual(['11-03', '11-17', '12-01', '12-15', '12-29'])
    expect(dates('FREQ=MONTHLY;BYDAY=-1FR')).toEqual(['11-27', '12-25'])
    expect(dates('FREQ=WEEKLY;BYDAY=TU;COUNT=3')).toEqual(['11-03', '11-10', '11-17'])
  })

  it('G7: cross midnight with the night shift that does, and belong to the date they start on', () => {
    const night = practitioner({ hours: [hours('FREQ=WEEKLY;BYDAY=MO', '19:00', '09:00')] })
    const facts = visit(BERLIN, service(120), { gridMinutes: 60 })
    expect(clocks(facts, night, '2026-11-23')).toEqual(['19:00', '20:00', '21:00', '22:00', '23:00'])
    expect(clocks(facts, night, '2026-11-24')).toEqual([
      '00:00',
      '01:00',
      '02:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
      '07:00',
    ])
    expect(clocks(facts, night, '2026-11-25')).toEqual([])
  })

  it('may last past midnight into the hours of the next day, also at the end of the dates asked for', () => {
    const round = practitioner({ hours: [hours('FREQ=DAILY', '00:00', '00:00')] })
    expect(clocks(visit(BERLIN, service(90)), round)).toHaveLength(96)
    const evening = open('18:00', '24:00')
    expect(clocks(visit(BERLIN, service(90)), evening).at(-1)).toBe('22:30')
  })
})

describe('exceptions and absences', () => {
  it('close a date, or open it at other hours instead', () => {
    const who = open('09:00', '11:00', {
      exceptions: [
        { kind: 'closed', date: '2026-11-24' },
        { kind: 'open-instead', date: '2026-11-25', windows: [{ startMinute: 840, endMinute: 900 }] },
      ],
    })
    const facts = visit(BERLIN, service(60), { gridMinutes: 60 })
    expect(clocks(facts, who, '2026-11-24')).toEqual([])
    expect(clocks(facts, who, '2026-11-25')).toEqual(['14:00'])
    expect(clocks(facts, who, '2026-11-26')).toEqual(['09:00', '10:00'])
  })

  it('C13: hold on the local date even when that date is another in UTC', () => {
    const zone = 'Pacific/Auckland'
    const who = open('09:00', '10:00', {
      exceptions: [{ kind: 'open-instead', date: TUESDAY, windows: [{ startMinute: 480, endMinute: 540 }] }],
    })
    const facts = visit(zone, service(60))
    expect(freeStarts(facts, { firstDate: TUESDAY, lastDate: TUESDAY }, who)).toEqual([
      Temporal.Instant.from('2026-11-23T19:00Z').epochMilliseconds,
    ])
    expect(clocks(facts, who, '2026-11-23')).toEqual(['09:00'])
  })

  it('take out of the hours what an absence covers, in any order and overlapping', () => {
    const who = open('09:00', '12:00', {
      absences: [lasting('2026-11-24T10:20', 40), lasting('2026-11-20T00:00', 60), lasting('2026-11-24T10:00', 30)],
    })
    expect(clocks(visit(BERLIN, service(30), { gridMinutes: 30 }), who)).toEqual(['09:00', '09:30', '11:00', '11:30'])
  })
})

describe('what is taken already', () => {
  it('B1: leaves free the time that begins when it ends and the time that ends when it begins', () => {
    const who = open('10:30', '12:30', { busy: [lasting('2026-11-24T11:00', 30)] })
    expect(clocks(visit(BERLIN, service(30), { gridMinutes: 30 }), who)).toEqual(['10:30', '11:30', '12:00'])
  })

  it('A10: blocks for its own length, not for the length of a slot', () => {
    const who = open('09:00', '10:00', { busy: [lasting('2026-11-24T09:00', 30)] })
    expect(clocks(visit(BERLIN, service(15)), who)).toEqual(['09:30', '09:45'])
  })

  it('A14: blocks a longer visit that would contain it and a shorter one that would lie in it', () => {
    const around = open('09:00', '12:00', { busy: [lasting('2026-11-24T10:30', 5)] })
    expect(clocks(visit(BERLIN, service(60), { gridMinutes: 30 }), around)).toEqual(['09:00', '09:30', '11:00'])
    const inside = open('09:00', '12:00', { busy: [lasting('2026-11-23T20:00', 24 * 60)] })
    expect(clocks(visit(BERLIN, service(5)), inside)).toEqual([])
  })

  it('B2: an hour before and an hour after keep an hour on each side, not two on one', () => {
    const shape = service(60, { bufferBeforeMinutes: 60, bufferAfterMinutes: 60 })
    const who = open('08:00', '18:00', { busy: [lasting('2026-11-24T12:00', 60)] })
    expect(clocks(visit(BERLIN, shape, { gridMinutes: 60 }), who)).toEqual([
      '08:00',
      '09:00',
      '10:00',
      '14:00',
      '15:00',
      '16:00',
      '17:00',
    ])
  })

  it('B5: of 20 minutes and 5 to clean up lets the next begin at 10:25', () => {
    const shape = service(20, { bufferAfterMinutes: 5 })
    const who = open('10:00', '11:00', { busy: [lasting('2026-11-24T10:00', 25)] })
    expect(clocks(visit(BERLIN, shape, { gridMinutes: 5 }), who)[0]).toBe('10:25')
  })

  it('B8: in Kathmandu ends when it ends, three quarters of an hour or not', () => {
    const who = open('12:00', '16:00', { busy: [lasting('2026-11-24T13:00', 60, KATHMANDU)] })
    const facts = visit(KATHMANDU, service(60), { gridMinutes: 60 })
    expect(clocks(facts, who)).toEqual(['12:00', '14:00', '15:00'])
  })

  it('A17: reaches with its buffer into dates on which it does not lie', () => {
    const shape = service(30)
    const who = practitioner({
      hours: [hours('FREQ=DAILY', '00:00', '02:00')],
      busy: [{ startMs: at('2026-11-23T23:00'), endMs: at('2026-11-24T00:20') }],
    })
    expect(clocks(visit(BERLIN, shape), who)[0]).toBe('00:30')
  })

  it('is the same in whatever order it is listed, overlapping or not', () => {
    const busy = [lasting('2026-11-24T10:00', 60), lasting('2026-11-24T09:00', 15), lasting('2026-11-24T10:15', 15)]
    const facts = visit(BERLIN, service(30))
    const expected = ['09:15', '09:30', '11:00', '11:15', '11:30']
    expect(clocks(facts, open('09:00', '12:00', { busy }))).toEqual(expected)
    expect(clocks(facts, open('09:00', '12:00', { busy: busy.toReversed() }))).toEqual(expected)
  })
})

describe('a visit in segments', () => {
  const acupuncture = service([
    { kind: 'hands-on', minutes: 15 },
    { kind: 'resting', minutes: 30 },
    { kind: 'removal', minutes: 15 },
  ])

  it('fits around another whose resting time it fills', () => {
    const who = open('09:00', '11:00', { busy: [lasting('2026-11-24T09:00', 15), lasting('2026-11-24T09:45', 15)] })
    expect(clocks(visit(BERLIN, acupuncture), who)).toEqual(['09:15', '09:30', '10:00'])
  })

  it('keeps its place even while the practitioner is elsewhere', () => {
    const place = { placeId: 'couch', busy: [lasting('2026-11-24T09:30', 5)] }
    expect(clocks(visit(BERLIN, acupuncture, { places: [place] }), open('09:00', '11:00'))).toEqual(['09:45', '10:00'])
  })
})

describe('place, patient, rest and notice', () => {
  const who = open('09:00', '12:00')
  const hourly = { gridMinutes: 60 }

  it('need one suitable place for the whole visit; half of one and half of another is none', () => {
    const places = [
      { placeId: 'room-1', busy: [lasting('2026-11-24T09:00', 60), lasting('2026-11-24T10:00', 30)] },
      { placeId: 'room-2', busy: [lasting('2026-11-24T10:30', 30)] },
    ]
    expect(clocks(visit(BERLIN, service(60), { places, ...hourly }), who)).toEqual(['09:00', '11:00'])
    expect(clocks(visit(BERLIN, service(30), { places, gridMinutes: 30 }), who)).toHaveLength(6)
  })

  it('are none where no place suits, and all where none is needed', () => {
    expect(clocks(visit(BERLIN, service(60), { places: [], ...hourly }), who)).toEqual([])
    expect(clocks(visit(BERLIN, service(60), { places: null, ...hourly }), who)).toHaveLength(3)
  })

  it('keep the patient in one place at a time, without the buffers that are not theirs', () => {
    const shape = service(60, { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 })
    const patientBusy = [lasting('2026-11-24T09:00', 60)]
    expect(clocks(visit(BERLIN, shape, { patientBusy, ...hourly }), who)).toEqual(['10:00', '11:00'])
  })

  it('let no needling overlap a rest, and do not hold a visit without needles to it', () => {
    const rest = [{ startMs: at('2026-11-22T00:00'), endMs: at('2026-11-24T10:00') }]
    expect(clocks(visit(BERLIN, service(60), { rest, ...hourly }), who)).toEqual(['10:00', '11:00'])
    expect(clocks(visit(BERLIN, service(60, { technique: null }), { rest, ...hourly }), who)).toHaveLength(3)
  })

  it('include the very instants at which notice is enough and planning still possible', () => {
    const window = { notBeforeMs: at('2026-11-24T09:30'), notAfterMs: at('2026-11-24T10:30') }
    expect(clocks(visit(BERLIN, service(30), { ...window, gridMinutes: 30 }), who)).toEqual(['09:30', '10:00', '10:30'])
    const tighter = { notBeforeMs: window.notBeforeMs + 1, notAfterMs: window.notAfterMs - 1 }
    expect(clocks(visit(BERLIN, service(30), { ...tighter, gridMinutes: 30 }), who)).toEqual(['10:00'])
  })
})

describe('any practitioner', () => {
  const facts = visit(BERLIN, service(60), { gridMinutes: 60 })
  const date = { firstDate: TUESDAY, lastDate: TUESDAY }

  it('offers what at least one can take, once, and knows who', () => {
    const ana = open('09:00', '11:00', { busy: [lasting('2026-11-24T10:00', 60)] })
    const ben = open('09:00', '12:00', { practitionerId: 'ben' })
    const any = freeStartsOfAny(facts, date, [ana, ben])
    expect(any.startsMs.map((ms) => wallAt(ms).slice(11))).toEqual(['09:00', '10:00', '11:00'])
    expect(any.startsMs.map(any.practitionersAt)).toEqual([['ana', 'ben'], ['ben'], ['ben']])
    expect(any.practitionersAt(at('2026-11-24T12:00'))).toEqual([])
    expect(any.practitionersAt(at('2026-11-24T09:30'))).toEqual([])
  })

  it('keeps a hundred of them apart', () => {
    const people = Array.from({ length: 100 }, (_, i) => {
      const from = 8 + (i % 10)
      return open(`${from}:00`, `${from + 1}:00`, { practitionerId: `p${i}` })
    })
    const any = freeStartsOfAny(facts, date, people)
    expect(any.startsMs).toHaveLength(10)
    for (const [hour, startMs] of any.startsMs.entries()) {
      expect(any.practitionersAt(startMs)).toEqual(Array.from({ length: 10 }, (_, i) => `p${i * 10 + hour}`))
      expect(any.practitionersAt(startMs + 30 * 60_000)).toEqual([])
    }
  })

  it('is nobody without practitioners or dates', () => {
    expect(freeStartsOfAny(facts, date, []).startsMs).toEqual([])
    expect(
      freeStartsOfAny(facts, { firstDate: TUESDAY, lastDate: '2026-11-23' }, [open('09:00', '12:00')]).startsMs,
    ).toEqual([])
  })
})

describe('the grid', () => {
  it('has to come out even at midnight', () => {
    for (const gridMinutes of [0, -15, 7.5, 25, 2880]) {
      expect(() => clocks(visit(BERLIN, service(30), { gridMinutes }), open('09:00', '12:00'))).toThrow(RangeError)
    }
  })
})
