import { type DayNumber, dateOf, dayNumberOf } from '../time/calendar-date.ts'
import { daysOfRule } from './dates.ts'
import { resolved } from './expand.ts'
import { parseRule } from './parse-rule.ts'
import { type RecurrenceRule, written } from './rule.ts'
import { daysWithoutBeginning, type Series } from './series.ts'

/** How far ahead the next date of a rule is looked for: further apart nobody plans. */
const SEARCHED_DAYS = 3700

interface Rest {
  readonly rule: RecurrenceRule
  readonly validFrom: string
  readonly addedDates: readonly string[]
  readonly droppedDates: readonly string[]
}

/**
 * The dates of a series from `day` on, as a series of its own; null when there are none. Every second Tuesday stays the
 * same Tuesdays: where it counts from matters, so it starts on one of its dates. What COUNT has used up is taken off it.
 */
export const fromDayOn = (series: Series, zone: string, day: DayNumber): Rest | null => {
  const start = dayNumberOf(series.validFrom)
  const from = Math.max(start, day)
  const until = series.validUntil === null ? Number.POSITIVE_INFINITY : dayNumberOf(series.validUntil)
  const coming = (dates: readonly string[] = []) => dates.filter((date) => date >= dateOf(from)).sort()
  const addedDates = coming(series.addedDates).filter((date) => dayNumberOf(date) <= until)
  const droppedDates = coming(series.droppedDates)
  const lacking = daysWithoutBeginning(zone, series.startMinute)
  const daysBetween = (first: DayNumber, last: DayNumber) => daysOfRule(series.rule, start, first, last, lacking)
  const [next] = daysBetween(from, Math.min(until, from + SEARCHED_DAYS))
  if (next === undefined) {
    const [validFrom] = addedDates
    if (validFrom === undefined) return null
    const begins = dayNumberOf(validFrom)
    // where the clock leaves out the first of them, the rule would take the day after
    const beside = daysOfRule(ONCE.rule, begins, begins, begins + 7, lacking).map(dateOf)
    const tooMany = beside.filter((date) => !addedDates.includes(date))
    return { ...ONCE, validFrom, addedDates, droppedDates: [...tooMany, ...droppedDates] }
  }
  const gone = daysBetween(start, from - 1)
  const anchor = anchorOf(series.rule, { start, from, next, last: gone.at(-1), firstAdded: addedDates[0] })
  const used = gone.filter((one) => one < anchor).length
  const { rule } = series
  return {
    rule: rule.count === null ? rule : written({ ...rule, count: rule.count - used }),
    validFrom: dateOf(anchor),
    addedDates,
    droppedDates: [...gone.filter((one) => one >= anchor).map(dateOf), ...droppedDates],
  }
}

const anchorOf = (
  rule: RecurrenceRule,
  {
    start,
    from,
    next,
    last,
    firstAdded,
  }: {
    readonly start: DayNumber
    readonly from: DayNumber
    readonly next: DayNumber
    readonly last: DayNumber | undefined
    readonly firstAdded: string | undefined
  },
): DayNumber => {
  // it takes nothing from its start, and every period has its dates
  const isSameAnywhere = rule.interval === 1 && resolved(rule, start) === rule
  if (isSameAnywhere) return from
  if (firstAdded === undefined || firstAdded >= dateOf(next)) return next
  // a single date lies before the next one of the rule: it starts on its last one, which is taken out
  return last ?? start
}

const once = parseRule('FREQ=DAILY;COUNT=1')
if (!once.ok) throw new Error('A rule of one day cannot be read')
/** Single dates are all that is left. */
const ONCE = { rule: once.rule }
