import { dateOf } from '../time/calendar-date.ts'
import { isoTexts } from '../time/iso.ts'
import { DAY_MS, offsetIndexAt, offsetTableOf } from '../time/zone.ts'

/**
 * The starts as texts under the local date ('YYYY-MM-DD') they fall on, dates in order, days without a start left out.
 * In: epoch ms, whole minutes, sorted.
 */
export const startsByDate = (startsMs: readonly number[], zone: string): Record<string, string[]> => {
  const texts = isoTexts(startsMs)
  const byDate: Record<string, string[]> = {}
  if (startsMs.length === 0) return byDate
  const table = offsetTableOf(zone)
  let offset = offsetIndexAt(table, startsMs[0]!)
  let dayEndMs = Number.NEGATIVE_INFINITY
  let texted: string[] = []
  for (let i = 0; i < startsMs.length; i++) {
    const startMs = startsMs[i]!
    if (startMs >= dayEndMs) {
      while (table.untilMs[offset]! <= startMs) offset++
      const day = Math.floor((startMs + table.offsetMs[offset]!) / DAY_MS)
      // Past a change of the clock the end of the day is another, so it is asked again there.
      dayEndMs = Math.min((day + 1) * DAY_MS - table.offsetMs[offset]!, table.untilMs[offset]!)
      const date = dateOf(day)
      texted = byDate[date] ?? []
      byDate[date] = texted
    }
    texted.push(texts[i]!)
  }
  return byDate
}
