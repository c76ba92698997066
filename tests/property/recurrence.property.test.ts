import fc from 'fast-check'
import { DateTime, RRuleSet } from 'rrule-rust'
import { RRuleTemporal } from 'rrule-temporal'
import { describe, expect, it } from 'vitest'
import { daysOfRule } from '#domain/recurrence/dates.ts'
import { fromDayOn } from '#domain/recurrence/from-day-on.ts'
import { missingDays } from '#domain/recurrence/missing-days.ts'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { fallsOn, plainRuleOf } from '#domain/recurrence/plain-rule.ts'
import type { RecurrenceRule } from '#domain/recurrence/rule.ts'
import { daysOfSeries } from '#domain/recurrence/series.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { DAY_MS, MINUTE_MS, namedInstantOf, offsetTableOf } from '#domain/time/zone.ts'
import { FREQUENCIES, ruleText, ruleTextOf } from '../support/rule-texts.ts'

const HORIZON_DAYS = { DAILY: 200, WEEKLY: 500, MONTHLY: 1500, YEARLY: 4000 } as const
const ZONES = ['Europe/Berlin', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']
const MINUTES = [0, 30, 90, 120, 150, 540, 1410, 1439]

/** Any day of some years, and now and then one on which some clock is put forward. */
const date = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .integer({ min: 0, max: 1500 })
      .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }).toString()),
  },
  { weight: 1, arbitrary: fc.constantFrom('2026-03-29', '2026-03-08', '2027-09-05', '2024-10-06') },
)

interface Question {
  readonly rule: RecurrenceRule
  readonly date: string
  readonly lastDate: string
  readonly zone: string
  readonly minute: number
  /** DTSTART and RRULE as a calendar writes them */
  readonly block: string
}

/** Ends a rule that has no end at an instant within the horizon, as calendars write it. */
const ended = (text: string, start: string, untilMinutes: number): string => {
  if (text.includes('COUNT')) return text
  const frequency = FREQUENCIES.find((one) => text.startsWith(`FREQ=${one}`))!
  const minutes = 2880 + (untilMinutes % (HORIZON_DAYS[frequency] * 1440))
  const until = Temporal.PlainDate.from(start).toZonedDateTime('UTC').add({ minutes }).toInstant()
  return `${text};UNTIL=${until.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}`
}

const question = (rule: string, start: string, zone: string, minute: number, untilMinutes: number): Question | null => {
  const text = ended(rule, start, untilMinutes)
  const parsed = parseRule(text, { zone, startMinute: minute })
  if (!parsed.ok) {
    expect(parsed.reason, text).toBe('never')
    return null
  }
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  const dtstart = Temporal.PlainDate.from(start).toPlainDateTime(time).toString({ smallestUnit: 'second' })
  const lastDate = Temporal.PlainDate.from(start).add({ days: HORIZON_DAYS[parsed.rule.frequency] }).toString()
  const block = `DTSTART;TZID=${zone}:${dtstart.replace(/[-:]/g, '')}\nRRULE:${text}`
  return { rule: parsed.rule, date: start, lastDate, zone, minute, block }
}

const ours = ({ rule, date, lastDate, zone, minute }: Question): number[] => {
  const first = dayNumberOf(date)
  const days = daysOfRule(rule, first, first, dayNumberOf(lastDate), missingDays(zone, minute))
  return days.map((day) => namedInstantOf(day * DAY_MS + minute * MINUTE_MS, offsetTableOf(zone)))
}

const edgesOf = ({ date, lastDate, zone }: Question) => ({
  first: Temporal.PlainDate.from(date).toZonedDateTime(zone),
  last: Temporal.PlainDate.from(lastDate).add({ days: 1 }).toZonedDateTime(zone).subtract({ seconds: 1 }),
})

const ofTemporal = (asked: Question): number[] => {
  const { first, last } = edgesOf(asked)
  const between = [new Date(first.epochMilliseconds), new Date(last.epochMilliseconds)] as const
  return new RRuleTemporal({ rruleString: asked.block }).between(...between, true).map((at) => at.epochMilliseconds)
}

const ofRust = (asked: Question): number[] => {
  const local = ({ year, month, day, hour, minute, second }: Temporal.ZonedDateTime) =>
    DateTime.local(year, month, day, hour, minute, second)
  const { first, last } = edgesOf(asked)
  const set = RRuleSet.fromString<ReturnType<typeof local>>(asked.block)
  return set.between(local(first), local(last), true).map(({ year, month, day, time: { hour, minute } }) => {
    return new Temporal.PlainDateTime(year, month, day, hour, minute).toZonedDateTime(asked.zone).epochMilliseconds
  })
}

const missingIn = ({ zone, minute, date, lastDate }: Question): number[] =>
  [...missingDays(zone, minute)].filter((day) => day >= dayNumberOf(date) && day <= dayNumberOf(lastDate))

const startsInGap = (asked: Question): boolean => missingIn(asked).includes(dayNumberOf(asked.date))
const ordinalsOf = ({ rule }: Question): number => rule.weekdays.filter(({ ordinal }) => ordinal !== null).length
const mixesOrdinals = (asked: Question): boolean =>
  ordinalsOf(asked) > 0 && ordinalsOf(asked) < asked.rule.weekdays.length

/** Where a library is known to say something else, with the words of RFC 5545 that decide against it. */
interface Apart {
  readonly why: string
  readonly when: (asked: Question) => boolean
}

const TEMPORAL_APART: readonly Apart[] = [
  {
    why: 'Our start is the date from which hours are valid and their time of day, so a time that the first day lacks stays the time of the others. The library takes the shifted start (3.3.5) as the time of all days.',
    when: startsInGap,
  },
  {
    why: '3.3.10, note 2: in a year, BYDAY limits "if BYYEARDAY or BYMONTHDAY is present"; and each of its values stands for itself.',
    when: (asked) =>
      asked.rule.frequency === 'YEARLY' &&
      (mixesOrdinals(asked) || (ordinalsOf(asked) > 0 && asked.rule.monthDays.length > 0)),
  },
]

const RUST_APART: readonly Apart[] = [
  {
    why: '3.3.10: instances with a "nonexistent local time … MUST be ignored and MUST NOT be counted"; the library says that it puts them an hour forward.',
    when: (asked) => missingIn(asked).length > 0,
  },
  {
    why: '3.3.10: "each BYDAY value can also be preceded by" a number, so values with and without one stand side by side; the library then finds nothing.',
    when: mixesOrdinals,
  },
  {
    why: '3.3.10: "A set of recurrence instances starts at the beginning of the interval", not at DTSTART in the first week.',
    when: ({ rule }) => rule.frequency === 'WEEKLY' && rule.positions.length > 0,
  },
]

const compare = (asked: Question, theirs: (asked: Question) => number[], apart: readonly Apart[], met: Set<string>) => {
  const known = apart.filter(({ when }) => when(asked))
  if (known.length === 0) {
    expect(ours(asked), asked.block).toEqual(theirs(asked))
    return true
  }
  const [only] = known.length === 1 ? known : []
  if (only !== undefined && !met.has(only.why)) {
    if (JSON.stringify(ours(asked)) !== JSON.stringify(theirs(asked))) met.add(only.why)
  }
  return false
}

const given = fc.tuple(
  ruleText,
  date,
  fc.constantFrom(...ZONES),
  fc.constantFrom(...MINUTES),
  fc.integer({ min: 0, max: 6_000_000 }).map((half) => half * 30),
)

describe('the answer of RFC 5545', () => {
  it.each([
    ['rrule-temporal', ofTemporal, TEMPORAL_APART, 1700],
    ['rrule-rust', ofRust, RUST_APART, 1400],
  ] as const)(
    'is that of %s as well, wherever the words of the RFC do not decide against it',
    (_, theirs, apart, least) => {
      let agreed = 0
      const met = new Set<string>()
      fc.assert(
        fc.property(given, (parts) => {
          const asked = question(...parts)
          if (asked !== null && compare(asked, theirs, apart, met)) agreed++
        }),
        { numRuns: 2200, seed: 5545 },
      )
      expect(agreed).toBeGreaterThan(least)
      // a difference that is gone is taken off the list
      expect([...met].sort()).toEqual(apart.map(({ why }) => why).sort())
    },
    60_000,
  )

  it('has for weekdays with and without a number the days of both', () => {
    const withBoth = fc.constantFrom(...FREQUENCIES.slice(2)).chain(ruleTextOf)
    let found = 0
    fc.assert(
      fc.property(withBoth, date, (text, start) => {
        const parsed = parseRule(text.replace(/;(?:BYSETPOS|COUNT)=[^;]*/g, ''))
        if (!parsed.ok || parsed.rule.weekdays.length === 0) return
        const { rule } = parsed
        const from = dayNumberOf(start)
        const days = (weekdays: typeof rule.weekdays) =>
          weekdays.length === 0 ? [] : daysOfRule({ ...rule, weekdays }, from, from, from + 1500)
        const apart = rule.weekdays.flatMap((one) => days([one]))
        found += apart.length
        expect(days(rule.weekdays)).toEqual([...new Set(apart)].sort((a, b) => a - b))
      }),
      { numRuns: 300, seed: 5545 },
    )
    expect(found).toBeGreaterThan(5000)
  })

  it('asked of one day says the same as asked of a year', () => {
    let found = 0
    fc.assert(
      fc.property(fc.constantFrom(...FREQUENCIES.slice(0, 2)).chain(ruleTextOf), date, (text, start) => {
        const parsed = parseRule(text)
        const from = dayNumberOf(start)
        const plain = parsed.ok ? plainRuleOf(parsed.rule, from) : null
        if (!parsed.ok || plain === null || plain.count !== null) return
        const days = Array.from({ length: 400 }, (_, index) => from - 20 + index)
        const apart = days.filter((day) => fallsOn(plain, day))
        found += apart.length
        expect(daysOfRule(parsed.rule, from, days[0]!, days.at(-1)!), text).toEqual(apart)
      }),
      { numRuns: 300, seed: 5545 },
    )
    expect(found).toBeGreaterThan(3000)
  })

  it('does not depend on what part of the calendar is asked about', () => {
    fc.assert(
      fc.property(ruleText, date, fc.integer({ min: -40, max: 900 }), (text, start, later) => {
        const parsed = parseRule(text)
        if (!parsed.ok) return
        const from = dayNumberOf(start)
        const all = daysOfRule(parsed.rule, from, from, from + 1000)
        const some = daysOfRule(parsed.rule, from, from + later, from + later + 100)
        expect(some).toEqual(all.filter((day) => day >= from + later && day <= from + later + 100))
      }),
      { numRuns: 500, seed: 5545 },
    )
  })
})

describe('what is left of a series from a day on', () => {
  const some = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 })

  it('has the dates of the whole one from that day on, whatever it counts from, and none before', () => {
    const runs = { kept: 0, over: 0 }
    fc.assert(
      fc.property(
        fc.record({
          ...{ rule: ruleText, start: date, zone: fc.constantFrom(...ZONES), minute: fc.constantFrom(...MINUTES) },
          ...{ after: fc.integer({ min: -20, max: 400 }), added: some, dropped: some },
          lasts: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 500 })),
        }),
        ({ rule: text, start, zone, minute, after, added, dropped, lasts }) => {
          const parsed = parseRule(text, { zone, startMinute: minute })
          if (!parsed.ok) return
          const first = dayNumberOf(start)
          const dates = (offsets: readonly number[]) => offsets.map((offset) => dateOf(first + offset))
          const series = {
            ...{ rule: parsed.rule, startMinute: minute, validFrom: start },
            validUntil: lasts === null ? null : dateOf(first + lasts),
            ...{ addedDates: dates(added), droppedDates: dates(dropped) },
          }
          const day = first + after
          const horizon = first + 1500
          const whole = daysOfSeries(series, zone, day, horizon)
          const rest = fromDayOn(series, zone, day)
          runs[rest === null ? 'over' : 'kept'] += 1
          if (rest === null) {
            expect(whole).toEqual([])
            return
          }
          expect(parseRule(rest.rule.text).ok).toBe(true)
          expect(daysOfSeries({ ...series, ...rest }, zone, first - 30, horizon)).toEqual(whole)
        },
      ),
      { numRuns: 600 },
    )
    expect(runs.kept).toBeGreaterThan(50)
    expect(runs.over).toBeGreaterThan(10)
  })
})
