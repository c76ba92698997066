import { parseRule } from '#domain/recurrence/parse-rule.ts'
import type { Frequency, RecurrenceRule, WeekdayPart } from '#domain/recurrence/rule.ts'
import { written } from '#domain/recurrence/rule.ts'
import { dayNumberOfCivil, monthLengthOf } from '#domain/time/calendar-date.ts'
import { intlTagOf } from './locale.ts'
import { monthName, type RuleContext } from './rule-parts.ts'
import { small, vocabularyOf } from './rule-vocabulary.ts'

/*
 * Reads the sentences of rule.ts back. Each message of the catalogue is turned round: said with a mark in the place of
 * each value, it shows what stands between the values. What fills a place is looked up among everything
 * that can be said there. So the two languages need no grammar of their own here, and a changed message is read as it is said.
 */

type Parts = {
  -readonly [K in keyof Omit<RecurrenceRule, 'text'>]: RecurrenceRule[K]
}

const EMPTY: Parts = {
  frequency: 'DAILY',
  interval: 1,
  count: null,
  untilDay: null,
  weekStart: 0,
  weekdays: [],
  months: [],
  monthDays: [],
  yearDays: [],
  weekNumbers: [],
  positions: [],
}

const same = (a: string, b: string): boolean => small(a) === small(b)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const MARKS: readonly string[] = ['\uE000', '\uE001', '\uE002']

/** What stands in the places of a message that makes up the whole text; null when the text is another message. */
const placesOf = (text: string, key: string, names: readonly string[], { t }: RuleContext): string[] | null => {
  const said = t(key, Object.fromEntries(names.map((name, index) => [name, MARKS[index]!])))
  const order: number[] = []
  const pattern = escaped(said).replace(/[\uE000-\uE002]/g, (mark) => {
    order.push(MARKS.indexOf(mark))
    return '(.+)'
  })
  const found = new RegExp(`^${pattern}$`, 'i').exec(text)
  if (found === null) return null
  const places: string[] = []
  for (const [index, place] of order.entries()) places[place] = found[index + 1]!
  return places
}

/** The numbers that a text can be about: those it spells in digits, and the two that have words. */
const numberIn = (text: string, say: (n: number) => string): number | null => {
  const digits = [...text.matchAll(/\d+/g)].map(([number]) => Number(number))
  return [1, 2, ...digits].find((n) => n > 0 && same(say(n), text)) ?? null
}

const pieces = (text: string, { locale }: RuleContext): string[] => {
  const said = new Intl.ListFormat(intlTagOf(locale), { type: 'conjunction' }).formatToParts(['a', 'b', 'c'])
  const separators = said.filter(({ type }) => type === 'literal').map(({ value }) => escaped(value))
  return text.split(new RegExp(separators.join('|'), 'i')).map((piece) => piece.trim())
}

type Days = Pick<Parts, 'weekdays' | 'monthDays' | 'yearDays'>

const daysIn = (text: string, context: RuleContext): Days | null => {
  const known = vocabularyOf(context)
  const found = { weekdays: [] as WeekdayPart[], monthDays: [] as number[], yearDays: [] as number[] }
  for (const piece of pieces(text, context).map(small)) {
    const yearDay = known.yearDays.get(piece)
    const monthDays = known.monthDays.get(piece)
    const weekdays = known.weekdays.get(piece)
    if (yearDay === undefined && monthDays === undefined && weekdays === undefined) return null
    if (yearDay !== undefined) found.yearDays.push(yearDay)
    found.monthDays.push(...(monthDays ?? []))
    found.weekdays.push(...(weekdays ?? []))
  }
  // one sentence speaks of one kind of day
  return Object.values(found).filter(({ length }) => length > 0).length === 1 ? found : null
}

const numbersIn = (text: string, list: 'months' | 'weeks' | 'places', context: RuleContext): number[] | null => {
  const known = vocabularyOf(context)[list]
  const found = pieces(text, context).map((piece) => known.get(small(piece)))
  return found.includes(undefined) ? null : found.map(Number)
}

const dayIn = (text: string, context: RuleContext): number | null => {
  const [day, year] = [...text.matchAll(/\d+/g)].map(([number]) => Number(number))
  if (day === undefined || year === undefined) return null
  const say = (month: number) => context.t('rule.date', { day, month: monthName(month, context), year: `${year}` })
  const month = [...vocabularyOf(context).months.values()].find((one) => same(say(one), text))
  return month === undefined || day > monthLengthOf({ year, month }) ? null : dayNumberOfCivil(year, month, day)
}

const CADENCES = [
  ['rule.daily', 'DAILY'],
  ['rule.weekly', 'WEEKLY'],
  ['rule.monthly', 'MONTHLY'],
  ['rule.yearly', 'YEARLY'],
] as const

const cadenceIn = (text: string, { t }: RuleContext): { frequency: Frequency; interval: number } | null => {
  for (const [key, frequency] of CADENCES) {
    const interval = numberIn(text, (n) => t(key, { n }))
    if (interval !== null) return { frequency, interval }
  }
  return null
}

type Found = Partial<Parts>
type Reader = (text: string, context: RuleContext) => Found | null

const yearDaysIn: Reader = (text, context) => {
  const plain = withDays(text, context, {})
  if (plain !== null) return plain
  const inMonths = placesOf(text, 'rule.ofMonths', ['days', 'months'], context)
  const months = inMonths && numbersIn(inMonths[1]!, 'months', context)
  if (inMonths && months) return withDays(inMonths[0]!, context, { months })
  const inWeeks = placesOf(text, 'rule.ofWeeks', ['days', 'weeks'], context)
  const weekNumbers = inWeeks && numbersIn(inWeeks[1]!, 'weeks', context)
  if (inWeeks && weekNumbers) return withDays(inWeeks[0]!, context, { weekNumbers })
  for (const key of ['rule.ofAllMonths', 'rule.ofYear']) {
    const found = placesOf(text, key, ['days'], context)
    const days = found && withDays(found[0]!, context, {})
    if (days) return days
  }
  return null
}

const withDays = (text: string, context: RuleContext, more: Found): Found | null => {
  const days = daysIn(text, context)
  return days && { ...days, ...more }
}

const ofThese: Reader = (text, context) => {
  const found = placesOf(text, 'rule.ofThese', ['cadence', 'places', 'days'], context)
  const cadence = found && cadenceIn(found[0]!, context)
  const positions = found && numbersIn(found[1]!, 'places', context)
  if (!found || !cadence || !positions) return null
  const days = cadence.frequency === 'YEARLY' ? yearDaysIn(found[2]!, context) : withDays(found[2]!, context, {})
  return days && { ...days, ...cadence, positions }
}

const weekly: Reader = (text, context) => {
  const every = placesOf(text, 'rule.onWeekdays', ['days'], context)?.[0]
  const plain = withDays(every ?? text, context, { frequency: 'WEEKLY' })
  if (plain?.weekdays?.every(({ ordinal }) => ordinal === null) && plain.monthDays?.length === 0) return plain
  const second = placesOf(text, 'rule.everySecond', ['day'], context)?.[0]
  return second === undefined ? null : withDays(second, context, { frequency: 'WEEKLY', interval: 2 })
}

const inCadence: Reader = (text, context) => {
  const found = placesOf(text, 'rule.cadenceThenDays', ['cadence', 'days'], context)
  const cadence = found && cadenceIn(found[0]!, context)
  return found && cadence && withDays(found[1]!, context, cadence)
}

const monthly: Reader = (text, context) => {
  const found = placesOf(text, 'rule.ofEachMonth', ['days'], context)
  return found && withDays(found[0]!, context, { frequency: 'MONTHLY' })
}

const yearly: Reader = (text, context) => {
  const found = placesOf(text, 'rule.daysThenCadence', ['days', 'cadence'], context)
  const cadence = found && cadenceIn(found[1]!, context)
  if (!found || cadence?.frequency !== 'YEARLY') return null
  const days = yearDaysIn(found[0]!, context)
  return days && { ...days, ...cadence }
}

const MAIN: readonly Reader[] = [cadenceIn, ofThese, yearly, inCadence, monthly, weekly]

/** A clause that follows the sentence: what stood before it, and what it says. */
type Clause = (text: string, context: RuleContext) => { before: string; found: Found } | null

const clause =
  (key: string, name: string, read: Reader): Clause =>
  (text, context) => {
    const places = placesOf(text, key, ['before', name], context)
    const found = places && read(places[1]!, context)
    return places && found && { before: places[0]!, found }
  }

const countClause: Clause = (text, { t }) => {
  const ending = (n: number) => t('rule.count', { before: MARKS[0]!, n }).slice(1)
  const digits = Number(/\d+(?=\D*$)/.exec(text)?.[0] ?? 1)
  const count = [1, digits].find((n) => n > 0 && same(text.slice(-ending(n).length), ending(n)))
  return count === undefined ? null : { before: text.slice(0, -ending(count).length), found: { count } }
}

const CLAUSES: readonly Clause[] = [
  countClause,
  clause('rule.until', 'date', (text, context) => {
    const untilDay = dayIn(text, context)
    return untilDay === null ? null : { untilDay }
  }),
  clause('rule.weekStart', 'day', (text, context) => {
    const [part, other] = vocabularyOf(context).weekdays.get(small(text)) ?? []
    return part === undefined || part.ordinal !== null || other !== undefined ? null : { weekStart: part.weekday }
  }),
  clause('rule.onlyMonths', 'months', (text, context) => {
    const months = numbersIn(text, 'months', context)
    return months && { months }
  }),
  clause('rule.onlyWeeks', 'weeks', (text, context) => {
    const weekNumbers = numbersIn(text, 'weeks', context)
    return weekNumbers && { weekNumbers }
  }),
  clause('rule.onlyDays', 'days', daysIn),
]

const join = (a: Found, b: Found): Found => {
  const joined: Found = { ...a, ...b }
  for (const key of ['weekdays', 'monthDays', 'yearDays'] as const) {
    Object.assign(joined, { [key]: [...(a[key] ?? []), ...(b[key] ?? [])] })
  }
  return joined
}

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ')

const readTidied = (text: string, context: RuleContext): RecurrenceRule | null => {
  let left = text
  let found: Found = {}
  for (let next: ReturnType<Clause> | undefined; next !== null; ) {
    next = CLAUSES.map((read) => read(left, context)).find((read) => read !== null) ?? null
    if (next !== null) {
      left = next.before
      found = join(next.found, found)
    }
  }
  const main = MAIN.map((read) => read(left, context)).find((read) => read !== null)
  if (!main) return null
  const parsed = parseRule(written({ ...EMPTY, ...join(main, found) }).text)
  return parsed.ok ? parsed.rule : null
}

/** Reads what `ruleWords` says, or null when it is none of our sentences. A rule that cannot be is none. */
export const readRule = (text: string, context: RuleContext): RecurrenceRule | null => {
  const tidied = tidy(text)
  // a full stop may end the sentence, or a German number
  return readTidied(tidied, context) ?? readTidied(tidied.replace(/\.$/, ''), context)
}

/** Hours as somebody said them; without times the rule alone. */
export interface SaidHours {
  readonly rule: RecurrenceRule
  readonly startMinute: number | null
  /** counted from the midnight before the start: beyond 1440 it is the next morning */
  readonly endMinute: number | null
}

const DAY_MINUTES = 1440

const minuteOf = (clock: string): number | null => {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(clock) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && minutes <= DAY_MINUTES ? minutes : null
}

const timesOf = (from: string, to: string): { startMinute: number; endMinute: number } | null => {
  const [startMinute, end] = [minuteOf(from), minuteOf(to)]
  if (startMinute === null || end === null || startMinute === DAY_MINUTES || end === 0) return null
  return { startMinute, endMinute: end <= startMinute ? end + DAY_MINUTES : end }
}

/** Reads what `hoursWords` says: "every second Tuesday 13:00–19:00". */
export const readHours = (text: string, context: RuleContext): SaidHours | null => {
  const tidied = tidy(text).replace(/(\d)\s*[-–]\s*(?=\d{1,2}:)/g, '$1–')
  for (const key of ['rule.overnight', 'rule.hours']) {
    const places = placesOf(tidied, key, ['rule', 'from', 'to'], context)
    if (places === null) continue
    const [rule, times] = [readRule(places[0]!, context), timesOf(places[1]!, places[2]!)]
    if (rule === null || times === null) continue
    if (key === 'rule.hours' || times.endMinute > DAY_MINUTES) return { rule, ...times }
  }
  const rule = readRule(tidied, context)
  return rule && { rule, startMinute: null, endMinute: null }
}
