import { describe, expect, it } from 'vitest'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { dayNumberOf } from '#domain/time/calendar-date.ts'
import type { Locale } from '#words/locale.ts'
import { readHours, readRule } from '#words/read-rule.ts'
import { hoursWords, ruleWords } from '#words/rule.ts'
import { wordsOf } from '../../support/words.ts'

const en = wordsOf('en')
const de = wordsOf('de')

const ruleOf = (text: string) => {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`)
  return parsed.rule
}

/** 2026-11-03 is a Tuesday. */
const said = (text: string, locale: Locale, start = '2026-11-03') =>
  ruleWords(ruleOf(text), dayNumberOf(start), wordsOf(locale))

describe('a rule in the words of a clinic', () => {
  it.each([
    ['FREQ=DAILY', 'every day', 'jeden Tag'],
    ['FREQ=DAILY;INTERVAL=2', 'every second day', 'jeden zweiten Tag'],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', 'every 10 days, 5 times', 'alle 10 Tage, 5-mal'],
    ['FREQ=WEEKLY', 'every Tuesday', 'jeden Dienstag'],
    ['FREQ=WEEKLY;BYDAY=TH,MO', 'every Monday and Thursday', 'jeden Montag und Donnerstag'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Monday to Friday', 'Montag bis Freitag'],
    [
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,SA',
      'every Monday to Wednesday and Saturday',
      'jeden Montag bis Mittwoch und Samstag',
    ],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'every second Tuesday', 'jeden zweiten Dienstag'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
      'every second week: Tuesday and Thursday',
      'jede zweite Woche: Dienstag und Donnerstag',
    ],
    ['FREQ=WEEKLY;INTERVAL=3;BYDAY=TU', 'every 3 weeks: Tuesday', 'alle 3 Wochen: Dienstag'],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1',
      'every week the first and last of these: Monday, Wednesday and Friday',
      'jede Woche den ersten und letzten dieser Tage: Montag, Mittwoch und Freitag',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'the last day of each month', 'am letzten Tag jedes Monats'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=15,1,-1',
      'the 1st, the 15th and the last day of each month',
      'am 1., am 15. und am letzten Tag jedes Monats',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=10,11,12,13', 'the 10th to the 13th of each month', 'vom 10. bis 13. jedes Monats'],
    ['FREQ=MONTHLY', 'the 3rd of each month', 'am 3. jedes Monats'],
    ['FREQ=MONTHLY;BYDAY=2MO', 'the second Monday of each month', 'am zweiten Montag jedes Monats'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2', 'the second Monday of each month', 'am zweiten Montag jedes Monats'],
    ['FREQ=MONTHLY;BYDAY=MO', 'every Monday of each month', 'an jedem Montag jedes Monats'],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR',
      'every second month: the last Friday',
      'jeden zweiten Monat: am letzten Freitag',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'every month the last of these: Monday to Friday',
      'jeden Monat den letzten dieser Tage: Montag bis Freitag',
    ],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'the 13th of each month, only Friday', 'am 13. jedes Monats, nur Freitag'],
    [
      'FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=15',
      'the 15th of March and June, every year',
      'am 15. im März und Juni, jedes Jahr',
    ],
    ['FREQ=YEARLY', 'the 3rd of November, every year', 'am 3. im November, jedes Jahr'],
    [
      'FREQ=YEARLY;INTERVAL=2;BYDAY=20MO',
      'the 20th Monday of the year, every second year',
      'am 20. Montag des Jahres, jedes zweite Jahr',
    ],
    [
      'FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYSETPOS=-1',
      'the last Sunday of March, every year',
      'am letzten Sonntag im März, jedes Jahr',
    ],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', 'Monday in week 20, every year', 'Montag in Woche 20, jedes Jahr'],
    [
      'FREQ=YEARLY;BYYEARDAY=100,-1',
      'day 100 of the year and the last day of the year, every year',
      'am 100. Tag des Jahres und am letzten Tag des Jahres, jedes Jahr',
    ],
    [
      'FREQ=WEEKLY;BYDAY=TU;BYMONTH=6,7,8;UNTIL=20271231',
      'every Tuesday, only in June, July and August, until 31 December 2027',
      'jeden Dienstag, nur im Juni, Juli und August, bis 31. Dezember 2027',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU',
      'every second week: Tuesday and Sunday, weeks begin on Sunday',
      'jede zweite Woche: Dienstag und Sonntag, Wochen beginnen am Sonntag',
    ],
  ])('%s', (text, english, german) => {
    expect(said(text, 'en')).toBe(english)
    expect(said(text, 'de')).toBe(german)
  })

  it('D10: says which Monday, whichever way the rule asks for it', () => {
    for (const text of ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2', 'FREQ=MONTHLY;BYDAY=2MO']) {
      expect(said(text, 'en')).toContain('second Monday')
      expect(said(text, 'de')).toContain('zweiten Montag')
    }
  })

  it('comes with its times, over midnight as well', () => {
    const rule = ruleOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU')
    const start = dayNumberOf('2026-11-03')
    expect(hoursWords({ rule, startMinute: 780, endMinute: 1140 }, start, en)).toBe('every second Tuesday 13:00–19:00')
    expect(hoursWords({ rule, startMinute: 1140, endMinute: 1440 + 540 }, start, de)).toBe(
      'jeden zweiten Dienstag 19:00–09:00 am nächsten Morgen',
    )
  })
})

describe('words read as a rule', () => {
  it('are those that a clinic says', () => {
    expect(readHours('Every second Tuesday 13:00-19:00', en)).toMatchObject({
      rule: { text: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' },
      startMinute: 780,
      endMinute: 1140,
    })
    expect(readHours('jeden montag und donnerstag 8:30 – 12:00', de)).toMatchObject({
      rule: { text: 'FREQ=WEEKLY;BYDAY=MO,TH' },
      startMinute: 510,
      endMinute: 720,
    })
    expect(readHours('every day 19:00–09:00 the next morning', en)).toMatchObject({
      startMinute: 1140,
      endMinute: 1440 + 540,
    })
    expect(readRule('the last day of each month.', en)?.text).toBe('FREQ=MONTHLY;BYMONTHDAY=-1')
    expect(readRule('am zweiten Montag jedes Monats, 10-mal', de)?.text).toBe('FREQ=MONTHLY;COUNT=10;BYDAY=2MO')
  })

  it('are nothing when they are not a rule', () => {
    for (const text of [
      '',
      'sometimes',
      'every Blursday',
      'every Monday and',
      'the 32nd of each month',
      'every Monday, until 31 February 2027',
      'every second Monday of each month',
      'every 0 days',
      'every day 09:00–25:00',
      'every day 09:00–17:00 the next morning',
    ]) {
      expect(readHours(text, en), text).toBeNull()
    }
  })
})
