import { dateOf, weekdayOf } from '#domain/time/calendar-date.ts'
import { DAY_MS, MINUTE_MS, offsetMsAt } from '#domain/time/zone.ts'
import { BUFFER_MINUTES, GRID_MINUTES, VISIT_MINUTES, WEEK, type Workload, ZONE } from './workload.ts'

const GRID_MS = GRID_MINUTES * MINUTE_MS
const VISIT_MS = VISIT_MINUTES * MINUTE_MS
const CLAIM_MS = VISIT_MS + BUFFER_MINUTES * MINUTE_MS

const timeTexts = Array.from({ length: DAY_MS / GRID_MS }, (_, i) => {
  const hour = `${Math.floor((i * GRID_MINUTES) / 60)}`.padStart(2, '0')
  return `T${hour}:${`${(i * GRID_MINUTES) % 60}`.padStart(2, '0')}:00.000Z`
})

const offsetsByDay = new Map<number, number>()
const offsetOnDay = (day: number): number => {
  let offsetMs = offsetsByDay.get(day)
  if (offsetMs === undefined) {
    offsetMs = offsetMsAt(day * DAY_MS + DAY_MS / 4, ZONE)
    offsetsByDay.set(day, offsetMs)
  }
  return offsetMs
}

/**
 * The least work that could answer the workload: sort, one merge pass per person, offsets from a cache, one bitmap for
 * the union, texts from a table. It knows nothing that the workload does not need (no rooms, segments, rests, odd rules).
 */
export const floorOf = (work: Workload): Record<string, string[]> => {
  const baseMs = work.firstDay * DAY_MS - DAY_MS
  const free = new Uint8Array(((work.days + 2) * DAY_MS) / GRID_MS)
  for (const [p, practitioner] of work.practitioners.entries()) {
    const busy = [...practitioner.busy].sort((a, b) => a.startMs - b.startMs)
    const exceptions = work.exceptions[p]!
    let next = 0
    let takenUntilMs = 0
    for (let day = work.firstDay; day < work.firstDay + work.days; day++) {
      const own = exceptions.get(day)
      const windows = own === undefined ? WEEK[weekdayOf(day)]! : own
      if (windows === null || windows.length === 0) continue
      const midnightMs = day * DAY_MS - offsetOnDay(day)
      for (const [startMinute, endMinute] of windows) {
        const lastMs = midnightMs + endMinute * MINUTE_MS - VISIT_MS
        let startMs = midnightMs + startMinute * MINUTE_MS
        while (startMs <= lastMs) {
          while (next < busy.length && busy[next]!.startMs < startMs + CLAIM_MS) {
            if (busy[next]!.endMs > takenUntilMs) takenUntilMs = busy[next]!.endMs
            next++
          }
          if (takenUntilMs > startMs) {
            startMs = Math.ceil(takenUntilMs / GRID_MS) * GRID_MS
          } else {
            free[(startMs - baseMs) / GRID_MS] = 1
            startMs += GRID_MS
          }
        }
      }
    }
  }
  const byDate: Record<string, string[]> = {}
  const slotsPerDay = DAY_MS / GRID_MS
  for (let day = work.firstDay; day < work.firstDay + work.days; day++) {
    // Nobody works at night here, so the UTC date and the local date of a start are the same.
    const date = dateOf(day)
    const row = (day * DAY_MS - baseMs) / GRID_MS
    const texts: string[] = []
    for (let slot = 0; slot < slotsPerDay; slot++) {
      if (free[row + slot] === 1) texts.push(date + timeTexts[slot]!)
    }
    if (texts.length > 0) byDate[date] = texts
  }
  return byDate
}
