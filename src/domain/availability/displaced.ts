import { dayNumberOf } from '../time/calendar-date.ts'
import { covers, type Interval, merge, overlaps, subtract } from '../time/interval.ts'
import { localDateOf } from '../time/zone.ts'
import type { Opening } from './facts.ts'
import { frameOf, openWindows, usableTimes } from './hours.ts'

/** Whose hours: a practitioner without any is never there, a location or room without any can be used whenever it is not closed. */
export type HoursSubject = 'practitioner' | 'room' | 'location'

/** When somebody or something is there on the dates asked for, 'YYYY-MM-DD', both included; null: always. */
export const timesOpen = (
  subject: HoursSubject,
  opening: Opening,
  zone: string,
  dates: { readonly firstDate: string; readonly lastDate: string },
): Interval[] | null => {
  const frame = frameOf(zone, dayNumberOf(dates.firstDate), dayNumberOf(dates.lastDate))
  if (subject !== 'practitioner') return usableTimes(opening, frame)
  return subtract(openWindows(opening, frame), merge(opening.closed))
}

const datesOf = (visits: readonly Interval[], zone: string) => {
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { startMs, endMs } of visits) {
    firstMs = Math.min(firstMs, startMs)
    lastMs = Math.max(lastMs, endMs)
  }
  return { firstDate: localDateOf(firstMs, zone), lastDate: localDateOf(lastMs, zone) }
}

/** The visits that a closed stretch falls on. */
export const closedOver = <V extends Interval>(visits: readonly V[], closed: Interval): V[] =>
  visits.filter((visit) => overlaps(visit, closed))

/** The visits that do not stand within what is open. */
export const outside = <V extends Interval>(
  visits: readonly V[],
  subject: HoursSubject,
  zone: string,
  opening: Opening,
): V[] => {
  if (visits.length === 0) return []
  const open = timesOpen(subject, opening, zone, datesOf(visits, zone))
  return open === null ? [] : visits.filter((visit) => !covers(open, visit))
}

/**
 * The visits that stood within what was open before and do not stand within what is open after; one that stood outside
 * already, because somebody decided so, is not displaced again.
 */
export const displaced = <V extends Interval>(
  visits: readonly V[],
  subject: HoursSubject,
  zone: string,
  { before, after }: { readonly before: Opening; readonly after: Opening },
): V[] => {
  const already = new Set(outside(visits, subject, zone, before))
  return outside(visits, subject, zone, after).filter((visit) => !already.has(visit))
}
