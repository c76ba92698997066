import { MOST_VISITS, startsOfVisits } from '#domain/appointment/visit-series.ts'
import { dayNumberOf, parseDate, type Weekday, weekdayOf } from '#domain/time/calendar-date.ts'
import { wallTimeOf } from '#domain/time/zone.ts'

/** "Six visits, every week, Tuesdays at ten", as it is typed. */
export interface SeriesDraft {
  readonly count: number
  readonly every: number
  readonly unit: 'days' | 'weeks'
  /** Only for weeks; never none. */
  readonly weekdays: readonly Weekday[]
  /** 'YYYY-MM-DD' */
  readonly firstDate: string
  /** 'HH:mm' */
  readonly time: string
  /** Another start in place of one that is not possible, by the start that the rule gives. */
  readonly instead: ReadonlyMap<number, number>
  /** What is left out, by the start that the rule gives. */
  readonly left: ReadonlySet<number>
}

export const seriesFrom = (startMs: number, zone: string): SeriesDraft => {
  const [firstDate = '', time = ''] = wallTimeOf(startMs, zone).split('T')
  const weekdays = [weekdayOf(dayNumberOf(firstDate))]
  return { count: 6, every: 1, unit: 'weeks', weekdays, firstDate, time, instead: new Map(), left: new Set() }
}

type Rule = Omit<SeriesDraft, 'instead' | 'left'>

/** Another rule gives other visits: what was done to those before is gone. */
export const changed = (draft: SeriesDraft, part: Partial<Rule>): SeriesDraft => ({
  ...draft,
  ...part,
  instead: new Map(),
  left: new Set(),
})

export const withWeekday = (draft: SeriesDraft, weekday: Weekday): SeriesDraft => {
  const { weekdays } = draft
  const others = weekdays.filter((one) => one !== weekday)
  const next = others.length < weekdays.length ? others : [...weekdays, weekday].sort()
  return next.length === 0 ? draft : changed(draft, { weekdays: next })
}

export interface SeriesRow {
  /** The start that the rule gives. */
  readonly wishedMs: number
  readonly startMs: number
  readonly isLeft: boolean
}

const within = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most
export const MOST_BETWEEN = 52

/** The visits that the draft means, in the order of time; none while a field says nothing. */
export const rowsOf = (draft: SeriesDraft, zone: string): SeriesRow[] => {
  const { count, every, unit, weekdays, firstDate, time, instead, left } = draft
  const [hours, minutes] = time.split(':').map(Number)
  if (parseDate(firstDate) === null || hours === undefined || minutes === undefined) return []
  if (!within(count, MOST_VISITS) || !within(every, MOST_BETWEEN)) return []
  return startsOfVisits({ firstDate, startMinute: hours * 60 + minutes, every, unit, weekdays, count }, zone)
    .map((wishedMs) => ({ wishedMs, startMs: instead.get(wishedMs) ?? wishedMs, isLeft: left.has(wishedMs) }))
    .toSorted((a, b) => a.startMs - b.startMs)
}

export const withInstead = (draft: SeriesDraft, wishedMs: number, startMs: number): SeriesDraft => ({
  ...draft,
  instead: new Map([...draft.instead, [wishedMs, startMs]]),
})

export const withLeft = (draft: SeriesDraft, wishedMs: number, isLeft: boolean): SeriesDraft => ({
  ...draft,
  left: new Set(isLeft ? [...draft.left, wishedMs] : [...draft.left].filter((one) => one !== wishedMs)),
})
