import { describe, expect, it } from 'vitest'
import { parseRule } from '#domain/recurrence/parse-rule.ts'

const textOf = (text: string, zone?: string, startMinute: number | null = null): string => {
  const parsed = parseRule(text, zone === undefined ? null : { zone, startMinute })
  return parsed.ok ? parsed.rule.text : `refused: ${parsed.reason} in ${parsed.part}`
}

describe('the text of a rule', () => {
  it('is read as RFC 5545 writes it, with or without its name, in any case and order of parts', () => {
    expect(textOf('RRULE:FREQ=WEEKLY;BYDAY=MO,WE')).toBe('FREQ=WEEKLY;BYDAY=MO,WE')
    expect(textOf('byday=mo;interval=2;freq=weekly')).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')
    expect(textOf('FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR,+2TU')).toBe('FREQ=MONTHLY;BYDAY=-1FR,2TU')
    expect(textOf('FREQ=YEARLY;WKST=SU;BYWEEKNO=-1,20;BYDAY=MO')).toBe('FREQ=YEARLY;WKST=SU;BYWEEKNO=-1,20;BYDAY=MO')
    expect(textOf('FREQ=DAILY;COUNT=10')).toBe('FREQ=DAILY;COUNT=10')
  })

  it('may end on a day, at a wall-clock time of a day, or at an instant that the zone makes a day', () => {
    expect(textOf('FREQ=DAILY;UNTIL=20261231')).toBe('FREQ=DAILY;UNTIL=20261231')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T000000')).toBe('FREQ=DAILY;UNTIL=20261231')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T230000Z', 'Europe/Berlin')).toBe('FREQ=DAILY;UNTIL=20270101')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T230000Z', 'America/New_York')).toBe('FREQ=DAILY;UNTIL=20261231')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T230000Z')).toBe('refused: until-needs-zone in UNTIL')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T120000', 'Europe/Berlin', 12 * 60)).toBe('FREQ=DAILY;UNTIL=20261231')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T120000', 'Europe/Berlin', 13 * 60)).toBe('FREQ=DAILY;UNTIL=20261230')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T120000Z', 'Europe/Berlin', 13 * 60)).toBe('FREQ=DAILY;UNTIL=20261231')
    expect(textOf('FREQ=DAILY;UNTIL=20261231T120000Z', 'Europe/Berlin', 14 * 60)).toBe('FREQ=DAILY;UNTIL=20261230')
  })

  it('may ask for places in the set of a day, a week, a month or a year, wherever something else is asked as well', () => {
    for (const text of [
      'FREQ=DAILY;BYDAY=MO,FR;BYSETPOS=-1',
      'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2',
      'FREQ=YEARLY;BYMONTH=3;BYSETPOS=1',
    ]) {
      expect(textOf(text), text).toBe(text)
    }
  })

  it('says once what was said twice', () => {
    expect(textOf('FREQ=MONTHLY;BYDAY=MO,+1MO,MO,1MO;BYMONTH=3,3')).toBe('FREQ=MONTHLY;BYMONTH=3;BYDAY=MO,1MO')
  })

  it('is refused with the part that cannot stand', () => {
    const refused: readonly (readonly [string, string])[] = [
      ['', 'not-a-rule in '],
      ['every monday', 'not-a-rule in EVERY MONDAY'],
      ['FREQ=WEEKLY;', 'not-a-rule in '],
      ['FREQ=WEEKLY;BYDAY', 'not-a-rule in BYDAY'],
      ['FREQ=WEEKLY;BYDAY=', 'not-a-rule in BYDAY='],
      ['DTSTART;TZID=Europe/Berlin:20260101T090000', 'not-a-rule in DTSTART'],
      ['INTERVAL=2', 'frequency in FREQ'],
      ['FREQ=HOURLY', 'frequency in FREQ'],
      ['FREQ=WEEKLY;FREQ=DAILY', 'repeated-part in FREQ'],
      ['FREQ=WEEKLY;TZID=UTC', 'unknown-part in TZID'],
      ['FREQ=DAILY;BYHOUR=9', 'time-of-day in BYHOUR'],
      ['FREQ=DAILY;INTERVAL=0', 'interval in INTERVAL'],
      ['FREQ=DAILY;INTERVAL=-1', 'interval in INTERVAL'],
      ['FREQ=DAILY;COUNT=1.5', 'count in COUNT'],
      ['FREQ=DAILY;COUNT=3;UNTIL=20260101', 'count-and-until in COUNT'],
      ['FREQ=DAILY;UNTIL=20260231', 'until in UNTIL'],
      ['FREQ=DAILY;UNTIL=20260101T240000', 'until in UNTIL'],
      ['FREQ=DAILY;UNTIL=tomorrow', 'until in UNTIL'],
      ['FREQ=WEEKLY;BYDAY=XX', 'bad-value in BYDAY'],
      ['FREQ=WEEKLY;BYDAY=2MO', 'not-allowed-here in BYDAY'],
      ['FREQ=MONTHLY;BYDAY=6MO', 'bad-value in BYDAY'],
      ['FREQ=MONTHLY;BYDAY=0MO', 'bad-value in BYDAY'],
      ['FREQ=WEEKLY;BYMONTHDAY=1', 'not-allowed-here in BYMONTHDAY'],
      ['FREQ=MONTHLY;BYMONTHDAY=32', 'bad-value in BYMONTHDAY'],
      ['FREQ=MONTHLY;BYMONTHDAY=0', 'bad-value in BYMONTHDAY'],
      ['FREQ=MONTHLY;BYMONTH=-1', 'bad-value in BYMONTH'],
      ['FREQ=MONTHLY;BYYEARDAY=100', 'not-allowed-here in BYYEARDAY'],
      ['FREQ=MONTHLY;BYSETPOS=1', 'not-allowed-here in BYSETPOS'],
      ['FREQ=WEEKLY;BYSETPOS=1', 'not-allowed-here in BYSETPOS'],
      ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'not-allowed-here in BYDAY'],
      ['FREQ=WEEKLY;WKST=XX', 'bad-value in WKST'],
    ]
    for (const [text, reason] of refused) expect(textOf(text), text).toBe(`refused: ${reason}`)
  })

  it('is refused when it can be seen to have no date at all', () => {
    expect(textOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toBe('refused: never in BYMONTHDAY')
    expect(textOf('FREQ=DAILY;BYMONTH=4,6;BYMONTHDAY=31')).toBe('refused: never in BYMONTHDAY')
    expect(textOf('FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9')).toBe('refused: never in BYSETPOS')
    expect(textOf('FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=3')).toBe('refused: never in BYSETPOS')
    expect(textOf('FREQ=WEEKLY;BYMONTH=3;BYSETPOS=2')).toBe('refused: never in BYSETPOS')
    expect(textOf('FREQ=DAILY;BYMONTHDAY=1,2;BYSETPOS=2')).toBe('refused: never in BYSETPOS')
    expect(textOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29')).toBe('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29')
  })
})
