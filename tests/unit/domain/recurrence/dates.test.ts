import { describe, expect, it } from 'vitest'
import { datesOfRule } from '#domain/recurrence/dates.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'

const dates = (text: string, start: string, first: string, last: string): string[] => {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`)
  return datesOfRule(parsed.rule, start, first, last)
}

describe('the dates of a rule', () => {
  it('fall on the weekdays it names, from its start on, both ends of the question included', () => {
    expect(dates('FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-05', '2026-11-02', '2026-11-16')).toEqual([
      '2026-11-05',
      '2026-11-09',
      '2026-11-12',
      '2026-11-16',
    ])
  })

  it('leave out the start when it is not one of them', () => {
    expect(dates('FREQ=WEEKLY;BYDAY=FR', '2026-11-02', '2026-11-01', '2026-11-08')).toEqual(['2026-11-06'])
  })

  it('keep the weekday of the start when the rule names none', () => {
    expect(dates('FREQ=WEEKLY', '2026-11-04', '2026-11-10', '2026-11-20')).toEqual(['2026-11-11', '2026-11-18'])
  })

  it('every second week are counted from the week of the start, whatever is asked about', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU'
    expect(dates(rule, '2026-11-03', '2026-11-01', '2026-11-30')).toEqual([
      '2026-11-03',
      '2026-11-08',
      '2026-11-17',
      '2026-11-22',
    ])
    expect(dates(`${rule};WKST=SU`, '2026-11-03', '2026-11-01', '2026-11-30')).toEqual([
      '2026-11-03',
      '2026-11-15',
      '2026-11-17',
      '2026-11-29',
    ])
    expect(dates(rule, '2016-11-01', '2026-11-16', '2026-11-29')).toEqual(
      dates(rule, '2016-11-01', '2016-11-01', '2026-11-29').slice(-2),
    )
  })

  it('of a counted rule are counted from its start, not from the question', () => {
    expect(dates('FREQ=DAILY;COUNT=3', '2026-11-01', '2026-11-03', '2026-12-01')).toEqual(['2026-11-03'])
    expect(dates('FREQ=MONTHLY;COUNT=2;BYDAY=1MO', '2026-11-01', '2026-01-01', '2027-12-31')).toEqual([
      '2026-11-02',
      '2026-12-07',
    ])
  })

  it('D8: from the 31st are seven a year, and the last of each month are twelve', () => {
    expect(dates('FREQ=MONTHLY', '2026-01-31', '2026-01-01', '2026-12-31')).toHaveLength(7)
    expect(dates('FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', '2026-01-01', '2026-12-31')).toHaveLength(12)
  })

  it('D14: go on after months that lack the day', () => {
    expect(dates('FREQ=MONTHLY;INTERVAL=2', '2026-12-30', '2026-12-01', '2027-07-01')).toEqual([
      '2026-12-30',
      '2027-04-30',
      '2027-06-30',
    ])
  })

  it('at places in the set of a week are counted from the beginning of the week, not from the start', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2'
    expect(dates(rule, '2026-11-03', '2026-11-01', '2026-11-15')).toEqual(['2026-11-04', '2026-11-11'])
    expect(dates(rule, '2026-11-05', '2026-11-01', '2026-11-15')).toEqual(['2026-11-11'])
    expect(dates(`${rule};WKST=WE`, '2026-11-03', '2026-11-01', '2026-11-15')).toEqual(['2026-11-06', '2026-11-13'])
  })

  it('of monthly and yearly rules follow the calendar', () => {
    expect(dates('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-01-01', '2026-01-01', '2026-03-31')).toEqual([
      '2026-01-30',
      '2026-02-27',
      '2026-03-31',
    ])
    expect(dates('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-01-01', '2026-01-01', '2026-12-31')).toEqual([
      '2026-02-13',
      '2026-03-13',
      '2026-11-13',
    ])
    expect(dates('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2026-01-01', '2026-01-01', '2033-01-01')).toEqual([
      '2028-02-29',
      '2032-02-29',
    ])
    expect(dates('FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2026-01-01', '2026-01-01', '2027-12-31')).toEqual(['2027-01-04'])
    const firstSunday = 'FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU'
    expect(dates(firstSunday, '2027-01-01', '2027-01-01', '2027-12-31')).toEqual(['2027-01-10'])
    expect(dates(`${firstSunday};WKST=SU`, '2027-01-01', '2027-01-01', '2027-12-30')).toEqual(['2027-01-03'])
  })

  it('are none before its start, after its end, or when the question is empty', () => {
    expect(dates('FREQ=DAILY', '2026-11-01', '2026-01-01', '2026-10-31')).toEqual([])
    expect(dates('FREQ=MONTHLY;UNTIL=20261101', '2026-11-01', '2026-11-02', '2027-01-01')).toEqual([])
    expect(dates('FREQ=MONTHLY', '2026-11-01', '2026-11-30', '2026-11-01')).toEqual([])
  })

  it('do not walk through the centuries for a rule that meets its own interval nowhere', () => {
    expect(dates('FREQ=DAILY;INTERVAL=7;BYDAY=MO', '2026-11-03', '2026-11-01', '2027-11-01')).toEqual([])
  })
})
