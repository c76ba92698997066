import { describe, expect, it } from 'vitest'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { daysOfSeries, startsOfSeries } from '#domain/recurrence/series.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'

const NEW_YORK = 'America/New_York'
const NINE = 9 * 60

const seriesOf = (text: string, start: string, exdates: readonly string[] = []) => {
  const parsed = parseRule(text, { zone: NEW_YORK, startMinute: NINE })
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason} in ${parsed.part}`)
  return { rule: parsed.rule, startMinute: NINE, validFrom: start, validUntil: null, droppedDates: exdates }
}

/** '1997 9: 2 4; 10: 2' as dates. */
const datesOf = (text: string): string[] =>
  text.split('|').flatMap((yearText) => {
    const [, year, months] = /^\s*(\d{4}) (.*)$/.exec(yearText)!
    return months!.split(';').flatMap((monthText) => {
      const [month, days] = monthText.split(':')
      return days!
        .trim()
        .split(' ')
        .flatMap((span) => {
          const [first, last] = span.split('-').map(Number)
          return Array.from({ length: (last ?? first!) - first! + 1 }, (_, index) => first! + index)
        })
        .map((day) => `${year}-${month!.trim().padStart(2, '0')}-${`${day}`.padStart(2, '0')}`)
    })
  })

interface Example {
  readonly says: string
  readonly start: string
  readonly rules: readonly string[]
  /** every date; or, when the rule goes on, the dates until the last of them */
  readonly dates: string
  readonly goesOn?: boolean
  readonly exdates?: readonly string[]
}

const MO_TO_FR = 'BYDAY=MO,TU,WE,TH,FR'
const FRIDAYS = '1997 9: 5; 10: 3; 11: 7; 12: 5'
const TEN_TUESDAYS_AND_THURSDAYS = '1997 9: 2 4 9 11 16 18 23 25 30; 10: 2'

/** Every example of RFC 5545, section 3.8.5.3, in its order, all at nine in the morning in New York; the RFC's own dates. */
const EXAMPLES: readonly Example[] = [
  { says: 'daily for 10 occurrences', start: '1997-09-02', rules: ['FREQ=DAILY;COUNT=10'], dates: '1997 9: 2-11' },
  {
    says: 'daily until December 24, 1997',
    start: '1997-09-02',
    rules: ['FREQ=DAILY;UNTIL=19971224T000000Z'],
    dates: '1997 9: 2-30; 10: 1-31; 11: 1-30; 12: 1-23',
  },
  {
    says: 'every other day, forever',
    start: '1997-09-02',
    rules: ['FREQ=DAILY;INTERVAL=2'],
    dates: '1997 9: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30; 10: 2 4 6 8 10',
    goesOn: true,
  },
  {
    says: 'every 10 days, 5 occurrences',
    start: '1997-09-02',
    rules: ['FREQ=DAILY;INTERVAL=10;COUNT=5'],
    dates: '1997 9: 2 12 22; 10: 2 12',
  },
  {
    says: 'every day in January, for 3 years',
    start: '1998-01-01',
    rules: [
      'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
      'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    ],
    dates: '1998 1: 1-31|1999 1: 1-31|2000 1: 1-31',
  },
  {
    says: 'weekly for 10 occurrences',
    start: '1997-09-02',
    rules: ['FREQ=WEEKLY;COUNT=10'],
    dates: '1997 9: 2 9 16 23 30; 10: 7 14 21 28; 11: 4',
  },
  {
    says: 'weekly until December 24, 1997',
    start: '1997-09-02',
    rules: ['FREQ=WEEKLY;UNTIL=19971224T000000Z'],
    dates: '1997 9: 2 9 16 23 30; 10: 7 14 21 28; 11: 4 11 18 25; 12: 2 9 16 23',
  },
  {
    says: 'every other week, forever',
    start: '1997-09-02',
    rules: ['FREQ=WEEKLY;INTERVAL=2;WKST=SU'],
    dates: '1997 9: 2 16 30; 10: 14 28; 11: 11 25; 12: 9 23|1998 1: 6 20; 2: 3 17',
    goesOn: true,
  },
  {
    says: 'weekly on Tuesday and Thursday for five weeks',
    start: '1997-09-02',
    rules: ['FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH', 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH'],
    dates: TEN_TUESDAYS_AND_THURSDAYS,
  },
  {
    says: 'every other week on Monday, Wednesday, and Friday until December 24, 1997, starting on Monday, September 1',
    start: '1997-09-01',
    rules: ['FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR'],
    dates: '1997 9: 1 3 5 15 17 19 29; 10: 1 3 13 15 17 27 29 31; 11: 10 12 14 24 26 28; 12: 8 10 12 22',
  },
  {
    says: 'every other week on Tuesday and Thursday, for 8 occurrences',
    start: '1997-09-02',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH'],
    dates: '1997 9: 2 4 16 18 30; 10: 2 14 16',
  },
  {
    says: 'monthly on the first Friday for 10 occurrences',
    start: '1997-09-05',
    rules: ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR'],
    dates: `${FRIDAYS}|1998 1: 2; 2: 6; 3: 6; 4: 3; 5: 1; 6: 5`,
  },
  {
    says: 'monthly on the first Friday until December 24, 1997',
    start: '1997-09-05',
    rules: ['FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR'],
    dates: FRIDAYS,
  },
  {
    says: 'every other month on the first and last Sunday of the month for 10 occurrences',
    start: '1997-09-07',
    rules: ['FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU'],
    dates: '1997 9: 7 28; 11: 2 30|1998 1: 4 25; 3: 1 29; 5: 3 31',
  },
  {
    says: 'monthly on the second-to-last Monday of the month for 6 months',
    start: '1997-09-22',
    rules: ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO'],
    dates: '1997 9: 22; 10: 20; 11: 17; 12: 22|1998 1: 19; 2: 16',
  },
  {
    says: 'monthly on the third-to-the-last day of the month, forever',
    start: '1997-09-28',
    rules: ['FREQ=MONTHLY;BYMONTHDAY=-3'],
    dates: '1997 9: 28; 10: 29; 11: 28; 12: 29|1998 1: 29; 2: 26',
    goesOn: true,
  },
  {
    says: 'monthly on the 2nd and 15th of the month for 10 occurrences',
    start: '1997-09-02',
    rules: ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15'],
    dates: '1997 9: 2 15; 10: 2 15; 11: 2 15; 12: 2 15|1998 1: 2 15',
  },
  {
    says: 'monthly on the first and last day of the month for 10 occurrences',
    start: '1997-09-30',
    rules: ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1'],
    dates: '1997 9: 30; 10: 1 31; 11: 1 30; 12: 1 31|1998 1: 1 31; 2: 1',
  },
  {
    says: 'every 18 months on the 10th thru 15th of the month for 10 occurrences',
    start: '1997-09-10',
    rules: ['FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15'],
    dates: '1997 9: 10-15|1999 3: 10-13',
  },
  {
    says: 'every Tuesday, every other month',
    start: '1997-09-02',
    rules: ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU'],
    dates: '1997 9: 2 9 16 23 30; 11: 4 11 18 25|1998 1: 6 13 20 27; 3: 3 10 17 24 31',
    goesOn: true,
  },
  {
    says: 'yearly in June and July for 10 occurrences',
    start: '1997-06-10',
    rules: ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7'],
    dates: '1997 6: 10; 7: 10|1998 6: 10; 7: 10|1999 6: 10; 7: 10|2000 6: 10; 7: 10|2001 6: 10; 7: 10',
  },
  {
    says: 'every other year on January, February, and March for 10 occurrences',
    start: '1997-03-10',
    rules: ['FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3'],
    dates: '1997 3: 10|1999 1: 10; 2: 10; 3: 10|2001 1: 10; 2: 10; 3: 10|2003 1: 10; 2: 10; 3: 10',
  },
  {
    says: 'every third year on the 1st, 100th, and 200th day for 10 occurrences',
    start: '1997-01-01',
    rules: ['FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200'],
    dates: '1997 1: 1; 4: 10; 7: 19|2000 1: 1; 4: 9; 7: 18|2003 1: 1; 4: 10; 7: 19|2006 1: 1',
  },
  {
    says: 'every 20th Monday of the year, forever',
    start: '1997-05-19',
    rules: ['FREQ=YEARLY;BYDAY=20MO'],
    dates: '1997 5: 19|1998 5: 18|1999 5: 17',
    goesOn: true,
  },
  {
    says: 'Monday of week number 20, forever',
    start: '1997-05-12',
    rules: ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO'],
    dates: '1997 5: 12|1998 5: 11|1999 5: 17',
    goesOn: true,
  },
  {
    says: 'every Thursday in March, forever',
    start: '1997-03-13',
    rules: ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH'],
    dates: '1997 3: 13 20 27|1998 3: 5 12 19 26|1999 3: 4 11 18 25',
    goesOn: true,
  },
  {
    says: 'every Thursday, but only during June, July, and August, forever',
    start: '1997-06-05',
    rules: ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8'],
    dates:
      '1997 6: 5 12 19 26; 7: 3 10 17 24 31; 8: 7 14 21 28|1998 6: 4 11 18 25; 7: 2 9 16 23 30; 8: 6 13 20 27|1999 6: 3 10 17 24; 7: 1 8 15 22 29; 8: 5 12 19 26',
    goesOn: true,
  },
  {
    says: 'every Friday the 13th, forever, the start taken out',
    start: '1997-09-02',
    rules: ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'],
    exdates: ['1997-09-02'],
    dates: '1998 2: 13; 3: 13; 11: 13|1999 8: 13|2000 10: 13',
    goesOn: true,
  },
  {
    says: 'the first Saturday that follows the first Sunday of the month, forever',
    start: '1997-09-13',
    rules: ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13'],
    dates: '1997 9: 13; 10: 11; 11: 8; 12: 13|1998 1: 10; 2: 7; 3: 7; 4: 11; 5: 9; 6: 13',
    goesOn: true,
  },
  {
    says: 'every 4 years, the first Tuesday after a Monday in November, forever (U.S. Presidential Election day)',
    start: '1996-11-05',
    rules: ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8'],
    dates: '1996 11: 5|2000 11: 7|2004 11: 2',
    goesOn: true,
  },
  {
    says: 'the third instance into the month of one of Tuesday, Wednesday, or Thursday, for the next 3 months',
    start: '1997-09-04',
    rules: ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3'],
    dates: '1997 9: 4; 10: 7; 11: 6',
  },
  {
    says: 'the second-to-last weekday of the month',
    start: '1997-09-29',
    rules: [`FREQ=MONTHLY;${MO_TO_FR};BYSETPOS=-2`],
    dates: '1997 9: 29; 10: 30; 11: 27; 12: 30|1998 1: 29; 2: 26; 3: 30',
    goesOn: true,
  },
  {
    says: 'days that depend on where the week starts: Monday',
    start: '1997-08-05',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO'],
    dates: '1997 8: 5 10 19 24',
  },
  {
    says: 'days that depend on where the week starts: Sunday',
    start: '1997-08-05',
    rules: ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU'],
    dates: '1997 8: 5 17 19 31',
  },
  {
    says: 'an invalid date (February 30) is ignored',
    start: '2007-01-15',
    rules: ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5'],
    dates: '2007 1: 15 30; 2: 15; 3: 15 30',
  },
]

/** The other examples repeat within the day. Hours begin once on a day; who needs two times of day writes two rules. */
const WITHIN_THE_DAY: readonly (readonly [text: string, refused: string])[] = [
  ['FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z', 'frequency in FREQ'],
  ['FREQ=MINUTELY;INTERVAL=15;COUNT=6', 'frequency in FREQ'],
  ['FREQ=MINUTELY;INTERVAL=90;COUNT=4', 'frequency in FREQ'],
  ['FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40', 'time-of-day in BYHOUR'],
  ['FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16', 'time-of-day in BYHOUR'],
]

describe('the examples of RFC 5545, section 3.8.5.3', () => {
  it.each(EXAMPLES)('$says', ({ start, rules, dates, goesOn, exdates }) => {
    const expected = datesOf(dates)
    const last = dayNumberOf(expected.at(-1)!) + (goesOn ? 0 : 4000)
    for (const text of rules) {
      const series = seriesOf(text, start, exdates)
      expect(daysOfSeries(series, NEW_YORK, dayNumberOf(start), last).map(dateOf), text).toEqual(expected)
      const later = daysOfSeries(series, NEW_YORK, last + 1, last + 4000)
      expect(later.length > 0, 'goes on').toBe(goesOn ?? false)
    }
  })

  it('are at nine in summer and in winter (D11)', () => {
    const series = seriesOf('FREQ=WEEKLY;COUNT=10', '1997-09-02')
    const starts = startsOfSeries(series, NEW_YORK, dayNumberOf('1997-09-01'), dayNumberOf('1997-12-31'))
    const iso = starts.map((ms) => new Date(ms).toISOString().slice(0, 16))
    expect(iso[7]).toBe('1997-10-21T13:00')
    expect(iso[8]).toBe('1997-10-28T14:00')
  })

  it.each(WITHIN_THE_DAY)('that repeat within the day are no hours: %s', (text, refused) => {
    const parsed = parseRule(text, { zone: NEW_YORK, startMinute: NINE })
    expect(parsed.ok ? 'accepted' : `${parsed.reason} in ${parsed.part}`).toBe(refused)
  })
})
