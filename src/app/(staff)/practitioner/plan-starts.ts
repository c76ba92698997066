import { startsOfVisits } from '#domain/appointment/visit-series.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { wallTimeOf } from '#domain/time/zone.ts'

/** When the rest of a course would be: from this visit on at the same time of day, so many days apart. */
export const startsOfRest = (
  { startMs, everyDays, count }: { readonly startMs: number; readonly everyDays: number; readonly count: number },
  zone: string,
): number[] => {
  if (count < 1) return []
  const [date = '', time = ''] = wallTimeOf(startMs, zone).split('T')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const firstDate = dateOf(dayNumberOf(date) + everyDays)
  return startsOfVisits(
    { firstDate, startMinute: hours * 60 + minutes, every: everyDays, unit: 'days', weekdays: [], count },
    zone,
  )
}
