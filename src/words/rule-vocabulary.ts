import type { WeekdayPart } from '#domain/recurrence/rule.ts'
import type { Locale } from './locale.ts'
import {
  ALL_WEEKDAYS,
  monthDayRunWords,
  monthDayWords,
  monthName,
  placeWords,
  type RuleContext,
  weekdayName,
  weekdayRunWords,
  weekdayWords,
  weekWords,
  yearDayWords,
} from './rule-parts.ts'

/** What each of the smallest parts of a sentence means, by its words in small letters. */
export interface Vocabulary {
  readonly weekdays: ReadonlyMap<string, readonly WeekdayPart[]>
  readonly monthDays: ReadonlyMap<string, readonly number[]>
  readonly yearDays: ReadonlyMap<string, number>
  readonly weeks: ReadonlyMap<string, number>
  readonly months: ReadonlyMap<string, number>
  readonly places: ReadonlyMap<string, number>
}

export const small = (words: string): string => words.toLocaleLowerCase()

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)
const bothWays = (last: number): number[] => upTo(last).flatMap((n) => [n, -n])

const named = (numbers: readonly number[], say: (n: number) => string): Map<string, number> =>
  new Map(numbers.map((n) => [small(say(n)), n]))

const weekdaysOf = (context: RuleContext): Map<string, readonly WeekdayPart[]> => {
  const words = new Map<string, readonly WeekdayPart[]>()
  for (const weekday of ALL_WEEKDAYS) {
    const plain: WeekdayPart = { weekday, ordinal: null }
    words.set(small(weekdayName(weekday, context)), [plain])
    words.set(small(weekdayWords(plain, false, context)), [plain])
    for (const ordinal of bothWays(53)) {
      words.set(small(weekdayWords({ weekday, ordinal }, false, context)), [{ weekday, ordinal }])
    }
    for (const last of ALL_WEEKDAYS.filter((one) => one > weekday)) {
      const run = ALL_WEEKDAYS.filter((one) => one >= weekday && one <= last)
      const parts = run.map((one): WeekdayPart => ({ weekday: one, ordinal: null }))
      words.set(small(weekdayRunWords(weekday, last, context)), parts)
    }
  }
  return words
}

const monthDaysOf = (context: RuleContext): Map<string, readonly number[]> => {
  const words = new Map<string, readonly number[]>()
  for (const n of bothWays(31)) words.set(small(monthDayWords(n, context)), [n])
  for (const first of upTo(30)) {
    for (const last of upTo(31).filter((day) => day > first)) {
      const run = upTo(31).filter((day) => day >= first && day <= last)
      words.set(small(monthDayRunWords(first, last, context)), run)
    }
  }
  return words
}

const known = new Map<Locale, Vocabulary>()

/** Says everything that can be said once, so that it can be looked up afterwards. */
export const vocabularyOf = (context: RuleContext): Vocabulary => {
  let vocabulary = known.get(context.locale)
  if (vocabulary === undefined) {
    vocabulary = {
      weekdays: weekdaysOf(context),
      monthDays: monthDaysOf(context),
      yearDays: named(bothWays(366), (n) => yearDayWords(n, context)),
      weeks: named(bothWays(53), (n) => weekWords(n, context)),
      months: named(upTo(12), (month) => monthName(month, context)),
      places: named(bothWays(366), (n) => placeWords(n, context)),
    }
    known.set(context.locale, vocabulary)
  }
  return vocabulary
}
