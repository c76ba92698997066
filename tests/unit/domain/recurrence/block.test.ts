import { describe, expect, it } from 'vitest'
import { type BlockPlace, parseBlock } from '#domain/recurrence/parse-block.ts'

const BERLIN: BlockPlace = { zone: 'Europe/Berlin', startMinute: null }
const NEW_YORK: BlockPlace = { zone: 'America/New_York', startMinute: null }

const read = (text: string, place = BERLIN) => {
  const parsed = parseBlock(text, place)
  if (!parsed.ok) return `${parsed.reason}: ${parsed.part}`
  const { rule, ...rest } = parsed.block
  return { rule: rule.text, ...rest }
}

const NOTHING = { startDate: null, startMinute: null, endMinute: null, rdates: [], exdates: [] }

describe('text pasted from a calendar', () => {
  it('may be a rule alone, with or without its name', () => {
    expect(read('FREQ=WEEKLY;BYDAY=TU;INTERVAL=2')).toEqual({ rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', ...NOTHING })
    expect(read('  RRULE:FREQ=DAILY  ')).toEqual({ rule: 'FREQ=DAILY', ...NOTHING })
  })

  it('may bring its start, its end, further dates and dates taken out', () => {
    expect(
      read(
        [
          'DTSTART;TZID=Europe/Berlin:20261103T130000',
          'DTEND;TZID=Europe/Berlin:20261103T190000',
          'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
          'RDATE;TZID=Europe/Berlin:20261111T130000,20261112T130000',
          'EXDATE;TZID=Europe/Berlin:20261117T130000',
          'EXDATE;VALUE=DATE:20261201',
        ].join('\r\n'),
      ),
    ).toEqual({
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      startDate: '2026-11-03',
      startMinute: 780,
      endMinute: 1140,
      rdates: ['2026-11-11', '2026-11-12'],
      exdates: ['2026-11-17', '2026-12-01'],
    })
  })

  it('D4: takes out dates that are given as instants, in summer and in winter', () => {
    const text =
      'DTSTART;TZID=Europe/Berlin:20261020T090000\nRRULE:FREQ=DAILY\nEXDATE:20261024T070000Z,20261026T080000Z'
    expect(read(text)).toMatchObject({ exdates: ['2026-10-24', '2026-10-26'] })
  })

  it('D4: takes out an evening west of UTC, whose instant is on the next day', () => {
    const text =
      'DTSTART:20261103T200000\nRRULE:FREQ=DAILY\nEXDATE:20261105T010000Z\nRDATE;TZID=Europe/Berlin:20261110T020000'
    expect(read(text, NEW_YORK)).toMatchObject({ exdates: ['2026-11-04'], rdates: ['2026-11-09'] })
  })

  it('C22: at a time that the clock jumps over is refused and not moved; to take it out does no harm', () => {
    const text = (line: string) => `${line}\nRRULE:FREQ=DAILY`
    expect(read(text('DTSTART;TZID=Europe/Berlin:20270328T023000'))).toBe('no-such-time: 20270328T023000')
    expect(read(text('DTSTART:20270327T023000\nRDATE:20270328T023000'))).toBe('no-such-time: 20270328T023000')
    // also on the wall of another place: half past two does not come in New York on that night
    expect(read(text('DTSTART:20270313T083000\nRDATE;TZID=America/New_York:20270314T023000'))).toBe(
      'no-such-time: 20270314T023000',
    )
    expect(read(text('DTSTART:20270327T023000\nEXDATE:20270328T023000'))).toMatchObject({ exdates: ['2027-03-28'] })
  })

  it('D2: ends at an instant, asked with the time of day of its start', () => {
    const until = (time: string) =>
      `DTSTART;TZID=Europe/Berlin:20201214T093000\nRRULE:FREQ=DAILY;UNTIL=20210308T${time}Z`
    expect(read(until('083000'))).toMatchObject({ rule: 'FREQ=DAILY;UNTIL=20210308' })
    expect(read(until('082959'))).toMatchObject({ rule: 'FREQ=DAILY;UNTIL=20210307' })
  })

  it('lasts over midnight when it ends the next morning, and a whole day at the most', () => {
    const lasting = (line: string) => read(`DTSTART:20261103T190000\n${line}\nRRULE:FREQ=DAILY`)
    expect(lasting('DTEND:20261104T090000')).toMatchObject({ endMinute: 1440 + 540 })
    expect(lasting('DURATION:PT5H')).toMatchObject({ endMinute: 1440 })
    expect(lasting('DURATION:PT8H30M')).toMatchObject({ endMinute: 1440 + 210 })
    expect(lasting('DURATION:P1D')).toMatchObject({ endMinute: 1440 + 1140 })
    expect(lasting('DTEND:20261105T190000')).toBe('bad-end: DTEND:20261105T190000')
    expect(lasting('DURATION:P1W')).toBe('bad-end: DURATION:P1W')
  })

  it('without a rule is its start, and the dates that it adds', () => {
    expect(read('DTSTART:20261103T090000\nRDATE:20261105T090000')).toMatchObject({
      rule: 'FREQ=DAILY;COUNT=1',
      startDate: '2026-11-03',
      rdates: ['2026-11-05'],
    })
  })

  it('takes the time of day from the form when the text has none', () => {
    const place = { zone: 'Europe/Berlin', startMinute: 570 }
    expect(read('RRULE:FREQ=DAILY;UNTIL=20210308T082959Z', place)).toMatchObject({ rule: 'FREQ=DAILY;UNTIL=20210307' })
    expect(read('RRULE:FREQ=DAILY\nEXDATE:20210308T083000Z', place)).toMatchObject({ exdates: ['2021-03-08'] })
    expect(read('DTSTART;VALUE=DATE:20210301\nRRULE:FREQ=DAILY', place)).toMatchObject({
      startDate: '2021-03-01',
      startMinute: null,
    })
  })

  it('may fold long lines and name the same zone otherwise', () => {
    const text = 'DTSTART;TZID="US/Eastern":20261103T090000\r\nRRULE:FREQ=WEEKLY;BY\r\n DAY=TU,TH'
    expect(read(text, NEW_YORK)).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=TU,TH', startMinute: 540 })
  })

  it.each([
    ['', 'no-rule: '],
    ['every monday', 'unknown-line: every monday'],
    ['RRULE:FREQ=DAILY\nSUMMARY:Clinic', 'unknown-line: SUMMARY:Clinic'],
    ['RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY', 'unknown-line: EXRULE:FREQ=WEEKLY'],
    ['RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY', 'repeated-line: RRULE:FREQ=WEEKLY'],
    ['RDATE:20261105T090000', 'no-rule: RDATE:20261105T090000'],
    ['RRULE:FREQ=HOURLY', 'frequency: FREQ'],
    ['DTSTART:20261131T090000\nRRULE:FREQ=DAILY', 'bad-date: 20261131T090000'],
    ['DTSTART:20261103T090030\nRRULE:FREQ=DAILY', 'bad-date: 20261103T090030'],
    ['DTSTART:20261103T080000Z\nRRULE:FREQ=DAILY', 'start-in-utc: 20261103T080000Z'],
    ['DTSTART;TZID=America/New_York:20261103T090000\nRRULE:FREQ=DAILY', 'other-zone: America/New_York'],
    ['DTSTART;TZID=Customized Time Zone:20261103T090000\nRRULE:FREQ=DAILY', 'unknown-zone: Customized Time Zone'],
    ['DTSTART:20261103T090000\nRRULE:FREQ=DAILY\nEXDATE:20261105T100000', 'other-time: EXDATE:20261105T100000'],
    ['RRULE:FREQ=DAILY\nEXDATE:20261105T100000', 'whole-day-start: EXDATE:20261105T100000'],
    ['RRULE:FREQ=DAILY\nDURATION:PT8H', 'whole-day-start: DURATION:PT8H'],
    [
      'DTSTART:20261103T090000\nRRULE:FREQ=DAILY\nRDATE;VALUE=PERIOD:20261105T090000/PT1H',
      'period: 20261105T090000/PT1H',
    ],
    // the second 02:30 of the night on which the clock is put back: what repeats at 02:30 happens at the first
    ['DTSTART:20261020T023000\nRRULE:FREQ=DAILY\nEXDATE:20261025T013000Z', 'other-time: 20261025T013000Z'],
  ])('is refused with the part that cannot stand: %j', (text, refusal) => {
    expect(read(text)).toBe(refusal)
  })

  it('D5: may start in UTC where the place keeps it', () => {
    expect(read('DTSTART:20261103T080000Z\nRRULE:FREQ=DAILY', { zone: 'UTC', startMinute: null })).toMatchObject({
      startMinute: 480,
    })
  })
})
