import { resolved } from '#domain/recurrence/expand.ts'
import type { RecurrenceRule, WeekdayPart } from '#domain/recurrence/rule.ts'
import { civilOf, type DayNumber } from '#domain/time/calendar-date.ts'
import {
  listOf,
  monthDayRunWords,
  monthDayWords,
  monthName,
  placeWords,
  type RuleContext,
  runsOf,
  weekdayName,
  weekdayRunWords,
  weekdayWords,
  weekWords,
  yearDayWords,
} from './rule-parts.ts'

const ascending = (a: number, b: number): number => a - b
/** From the start first, then from the end. */
const placesInOrder = (numbers: readonly number[]): number[] =>
  [...numbers].sort((a, b) => (a > 0 === b > 0 ? Math.abs(a) - Math.abs(b) : b - a))

const CADENCE = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly', YEARLY: 'yearly' } as const

const cadenceWords = ({ frequency, interval }: RecurrenceRule, { t }: RuleContext): string =>
  t(`rule.${CADENCE[frequency]}`, { n: interval })

/*
 * Some rules are said most simply as another rule that has the same days: the second of the Mondays of a month is its
 * second Monday (D10), and a day that may only be a Monday is every Monday.
 */
const simplest = (rule: RecurrenceRule): RecurrenceRule => {
  const { frequency, weekdays, positions, monthDays, yearDays, weekNumbers, months } = rule
  if (frequency === 'DAILY') {
    const weekly = rule.interval === 1 && monthDays.length === 0 && weekdays.length > 0 && weekdays.length < 7
    return { ...rule, frequency: weekly ? 'WEEKLY' : 'DAILY', positions: [] }
  }
  const [only] = weekdays
  const oneWeekday = weekdays.length === 1 && only?.ordinal === null && positions.length > 0
  const alone = monthDays.length + yearDays.length + weekNumbers.length === 0
  const oneSpan = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length < 2)
  if (!oneWeekday || !alone || !oneSpan) return rule
  const most = frequency === 'MONTHLY' || months.length > 0 ? 5 : 53
  const reachable = positions.filter((position) => Math.abs(position) <= most)
  const placed = reachable.map((ordinal): WeekdayPart => ({ weekday: only.weekday, ordinal }))
  return { ...rule, weekdays: placed, positions: [] }
}

const bareWeekdays = (weekdays: readonly WeekdayPart[]): number[] =>
  weekdays
    .filter(({ ordinal }) => ordinal === null)
    .map(({ weekday }) => weekday)
    .sort(ascending)

const placedWeekdays = (weekdays: readonly WeekdayPart[], context: RuleContext): string[] => {
  const places = placesInOrder([...new Set(weekdays.flatMap(({ ordinal }) => ordinal ?? []))])
  return places.flatMap((place) =>
    weekdays
      .filter(({ ordinal }) => ordinal === place)
      .sort((a, b) => a.weekday - b.weekday)
      .map((part) => weekdayWords(part, true, context)),
  )
}

/** The weekdays where a set is spoken of: "Monday to Friday and the last Saturday". */
const weekdaySet = (weekdays: readonly WeekdayPart[], context: RuleContext): string[] => [
  ...runsOf(bareWeekdays(weekdays)).map(([first, last]) => weekdayRunWords(first, last, context)),
  ...placedWeekdays(weekdays, context),
]

const monthDayItems = (monthDays: readonly number[], context: RuleContext): string[] => [
  ...runsOf(monthDays.filter((day) => day > 0).sort(ascending)).map(([first, last]) =>
    monthDayRunWords(first, last, context),
  ),
  ...placesInOrder(monthDays.filter((day) => day < 0)).map((day) => monthDayWords(day, context)),
]

const weekdayItems = (rule: RecurrenceRule, context: RuleContext): string[] =>
  rule.positions.length > 0
    ? weekdaySet(rule.weekdays, context)
    : [
        ...bareWeekdays(rule.weekdays).map((weekday) =>
          weekdayWords({ weekday: weekday as never, ordinal: null }, false, context),
        ),
        ...placedWeekdays(rule.weekdays, context),
      ]

type Part = 'weekdays' | 'monthDays' | 'yearDays' | 'weekNumbers' | 'months'

/** A piece of the sentence and which parts of the rule it has said. */
interface Said {
  readonly words: string
  readonly parts: readonly Part[]
}

const monthNames = (months: readonly number[], context: RuleContext): string =>
  listOf(
    [...months].sort(ascending).map((month) => monthName(month, context)),
    context,
  )

const weekNames = (weekNumbers: readonly number[], context: RuleContext): string =>
  listOf(
    placesInOrder(weekNumbers).map((week) => weekWords(week, context)),
    context,
  )

const daysInMonths = (rule: RecurrenceRule, days: string, part: Part, context: RuleContext): Said => {
  if (rule.months.length > 0) {
    const words = context.t('rule.ofMonths', { days, months: monthNames(rule.months, context) })
    return { words, parts: [part, 'months'] }
  }
  const key = part === 'monthDays' ? 'rule.ofAllMonths' : 'rule.ofYear'
  return { words: context.t(key, { days }), parts: [part] }
}

const daysOfYear = (rule: RecurrenceRule, context: RuleContext): Said => {
  const { monthDays, yearDays, weekNumbers, weekdays } = rule
  if (monthDays.length > 0) {
    return daysInMonths(rule, listOf(monthDayItems(monthDays, context), context), 'monthDays', context)
  }
  if (yearDays.length > 0) {
    const items = placesInOrder(yearDays).map((day) => yearDayWords(day, context))
    return { words: listOf(items, context), parts: ['yearDays'] }
  }
  if (weekNumbers.length > 0) {
    const days = listOf(weekdaySet(weekdays, context), context)
    const words = context.t('rule.ofWeeks', { days, weeks: weekNames(weekNumbers, context) })
    return { words, parts: ['weekdays', 'weekNumbers'] }
  }
  return daysInMonths(rule, listOf(weekdayItems(rule, context), context), 'weekdays', context)
}

const daysOfRule = (rule: RecurrenceRule, context: RuleContext): Said => {
  if (rule.frequency === 'YEARLY') return daysOfYear(rule, context)
  if (rule.frequency === 'WEEKLY')
    return { words: listOf(weekdaySet(rule.weekdays, context), context), parts: ['weekdays'] }
  if (rule.monthDays.length > 0) {
    return { words: listOf(monthDayItems(rule.monthDays, context), context), parts: ['monthDays'] }
  }
  return { words: listOf(weekdayItems(rule, context), context), parts: ['weekdays'] }
}

const weeklyWords = (rule: RecurrenceRule, days: string, context: RuleContext): string => {
  const runs = runsOf(bareWeekdays(rule.weekdays))
  if (rule.interval === 1) {
    const isOneRun = runs.length === 1 && runs[0]![0] !== runs[0]![1]
    return isOneRun ? days : context.t('rule.onWeekdays', { days })
  }
  if (rule.interval === 2 && rule.weekdays.length === 1) return context.t('rule.everySecond', { day: days })
  return context.t('rule.cadenceThenDays', { cadence: cadenceWords(rule, context), days })
}

const mainClause = (rule: RecurrenceRule, context: RuleContext): Said => {
  const cadence = cadenceWords(rule, context)
  if (rule.frequency === 'DAILY') return { words: cadence, parts: [] }
  const { words: days, parts } = daysOfRule(rule, context)
  if (rule.positions.length > 0) {
    const places = listOf(
      placesInOrder(rule.positions).map((place) => placeWords(place, context)),
      context,
    )
    return { words: context.t('rule.ofThese', { cadence, places, days }), parts }
  }
  if (rule.frequency === 'WEEKLY') return { words: weeklyWords(rule, days, context), parts }
  if (rule.frequency === 'YEARLY') return { words: context.t('rule.daysThenCadence', { days, cadence }), parts }
  const words =
    rule.interval === 1 ? context.t('rule.ofEachMonth', { days }) : context.t('rule.cadenceThenDays', { cadence, days })
  return { words, parts }
}

/** Where weeks begin matters only where weeks are counted. */
const countsWeeks = ({ frequency, interval, positions, weekNumbers }: RecurrenceRule): boolean =>
  weekNumbers.length > 0 || (frequency === 'WEEKLY' && (interval > 1 || positions.length > 0))

/** The day as a sentence has it: "31 December 2026". */
export const dayWords = (day: DayNumber, context: RuleContext): string => {
  const date = civilOf(day)
  return context.t('rule.date', { day: date.day, month: monthName(date.month, context), year: `${date.year}` })
}

const clausesOf = (
  rule: RecurrenceRule,
  said: readonly Part[],
  context: RuleContext,
): ((before: string) => string)[] => {
  const { t } = context
  const clauses: ((before: string) => string)[] = []
  const left = (part: Part): boolean => rule[part].length > 0 && !said.includes(part)
  const onlyDays = (items: readonly string[]) => (before: string) =>
    t('rule.onlyDays', { before, days: listOf(items, context) })
  if (left('weekNumbers'))
    clauses.push((before) => t('rule.onlyWeeks', { before, weeks: weekNames(rule.weekNumbers, context) }))
  if (left('yearDays')) clauses.push(onlyDays(placesInOrder(rule.yearDays).map((day) => yearDayWords(day, context))))
  if (left('monthDays')) clauses.push(onlyDays(monthDayItems(rule.monthDays, context)))
  if (left('weekdays')) clauses.push(onlyDays(weekdaySet(rule.weekdays, context)))
  if (left('months'))
    clauses.push((before) => t('rule.onlyMonths', { before, months: monthNames(rule.months, context) }))
  if (rule.weekStart !== 0 && countsWeeks(rule)) {
    clauses.push((before) => t('rule.weekStart', { before, day: weekdayName(rule.weekStart, context) }))
  }
  const { count, untilDay } = rule
  if (count !== null) clauses.push((before) => t('rule.count', { before, n: count }))
  if (untilDay !== null) clauses.push((before) => t('rule.until', { before, date: dayWords(untilDay, context) }))
  return clauses
}

/**
 * A rule in the words of a clinic: "every second Tuesday", "the last day of each month". `startDay` is where the rule
 * starts, for what it leaves to its start. Whatever is said here `readRule` reads back into a rule with the same days.
 */
export const ruleWords = (given: RecurrenceRule, startDay: DayNumber, context: RuleContext): string => {
  const rule = simplest(resolved(given, startDay))
  const main = mainClause(rule, context)
  return clausesOf(rule, main.parts, context).reduce((before, clause) => clause(before), main.words)
}

const DAY_MINUTES = 1440

/** Minutes past midnight as a clock shows them: "09:05"; the end of the day is "24:00". */
export const clockWords = (minute: number): string =>
  `${`${Math.floor(minute / 60)}`.padStart(2, '0')}:${`${minute % 60}`.padStart(2, '0')}`

/** Hours in the words of a clinic: "every second Tuesday 13:00–19:00"; an end beyond 1440 is the next morning. */
export const hoursWords = (
  hours: { readonly rule: RecurrenceRule; readonly startMinute: number; readonly endMinute: number },
  startDay: DayNumber,
  context: RuleContext,
): string => {
  const overnight = hours.endMinute > DAY_MINUTES
  return context.t(overnight ? 'rule.overnight' : 'rule.hours', {
    rule: ruleWords(hours.rule, startDay, context),
    from: clockWords(hours.startMinute),
    to: clockWords(overnight ? hours.endMinute - DAY_MINUTES : hours.endMinute),
  })
}
