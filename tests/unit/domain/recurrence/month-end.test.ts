import { describe, expect, it } from 'vitest'
import { datesOfRule } from '#domain/recurrence/dates.ts'
import { monthEndOf } from '#domain/recurrence/month-end.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { dayNumberOf } from '#domain/time/calendar-date.ts'

const offered = (text: string, start: string) => {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  const end = monthEndOf(parsed.rule, dayNumberOf(start))
  return end === null ? null : { ...end, instead: end.instead?.text ?? null }
}

describe('D8: a day that some months lack', () => {
  it('is offered as the last day, whether the rule names it or takes it from its start', () => {
    const lastDay = { monthDay: 31, instead: 'FREQ=MONTHLY;BYMONTHDAY=-1' }
    expect(offered('FREQ=MONTHLY', '2026-01-31')).toEqual(lastDay)
    expect(offered('FREQ=MONTHLY;BYMONTHDAY=31', '2026-01-01')).toEqual(lastDay)
    expect(datesOfRule(parsedRule(lastDay.instead), '2026-01-31', '2026-01-01', '2026-12-31')).toHaveLength(12)
  })

  it('that is the 29th or 30th is itself where it can be, and the last day where it cannot', () => {
    expect(offered('FREQ=MONTHLY;COUNT=4', '2026-11-30')).toEqual({
      monthDay: 30,
      instead: 'FREQ=MONTHLY;COUNT=4;BYMONTHDAY=28,29,30;BYSETPOS=-1',
    })
    const dates = datesOfRule(
      parsedRule('FREQ=MONTHLY;COUNT=4;BYMONTHDAY=28,29,30;BYSETPOS=-1'),
      '2026-11-30',
      '2026-11-01',
      '2027-12-31',
    )
    expect(dates).toEqual(['2026-11-30', '2026-12-30', '2027-01-30', '2027-02-28'])
  })

  it('29 February is offered as the last of February', () => {
    expect(offered('FREQ=YEARLY', '2028-02-29')).toEqual({
      monthDay: 29,
      instead: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
    })
  })

  it('is not asked about where every month that is met has it', () => {
    for (const [text, start] of [
      ['FREQ=MONTHLY', '2026-01-28'],
      ['FREQ=MONTHLY;INTERVAL=12', '2026-01-31'],
      ['FREQ=YEARLY', '2026-01-31'],
      ['FREQ=YEARLY;BYMONTH=1,3,5;BYMONTHDAY=31', '2026-01-01'],
      ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31'],
      ['FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=MO', '2026-01-31'],
      ['FREQ=WEEKLY', '2026-01-31'],
    ] as const) {
      expect(offered(text, start), text).toBeNull()
    }
    expect(offered('FREQ=MONTHLY;INTERVAL=6', '2026-03-31')?.monthDay).toBe(31)
  })

  it('is said, but not offered otherwise, where two days or several months of a year are named', () => {
    expect(offered('FREQ=MONTHLY;BYMONTHDAY=1,31', '2026-01-01')).toEqual({ monthDay: 31, instead: null })
    expect(offered('FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=30', '2026-01-01')).toEqual({ monthDay: 30, instead: null })
  })
})

function parsedRule(text: string) {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.rule
}
