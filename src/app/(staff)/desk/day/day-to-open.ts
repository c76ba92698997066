import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'

/** What of a day says whether the clinic is open on it. */
interface DayRead {
  readonly columns: readonly { readonly working: readonly unknown[] }[]
  readonly visits: readonly unknown[]
}

const DAYS_LOOKED_AHEAD = 7

/** The day the desk opens with: today, or on a day when nobody works and nobody comes the next one on which somebody does. */
export const dayToOpen = async (today: string, read: (date: string) => Promise<DayRead>): Promise<string> => {
  for (let ahead = 0; ahead < DAYS_LOOKED_AHEAD; ahead++) {
    const date = dateOf(dayNumberOf(today) + ahead)
    const { columns, visits } = await read(date)
    if (visits.length > 0 || columns.some(({ working }) => working.length > 0)) return date
  }
  return today
}
