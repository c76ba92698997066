import { localDateOf, wallToMs } from '../time/zone.ts'

/** Hours in which nobody wants a message, as minutes of the clinic's day; they may run over midnight. */
export interface QuietHours {
  readonly fromMinute: number
  readonly toMinute: number
}

/**
 * `pass`: comes when it is due, whatever the hour. `before`: a check that must not be read too late is brought
 * forward to the beginning of the quiet hours. `after`: waits until they are over.
 */
export type QuietManner = 'pass' | 'before' | 'after'

interface Night {
  readonly startMs: number
  readonly endMs: number
}

const instantOf = (date: string, minutes: number, zone: string): number => {
  const meaning = wallToMs(date, minutes, zone)
  return meaning.kind === 'gap' ? meaning.resumesMs : meaning.ms
}

const nightAround = (ms: number, { fromMinute, toMinute }: QuietHours, zone: string): Night | null => {
  if (fromMinute === toMinute) return null
  const today = Temporal.PlainDate.from(localDateOf(ms, zone))
  const overMidnight = toMinute < fromMinute
  for (const first of [today.subtract({ days: 1 }), today]) {
    const last = overMidnight ? first.add({ days: 1 }) : first
    const startMs = instantOf(first.toString(), fromMinute, zone)
    const endMs = instantOf(last.toString(), toMinute, zone)
    if (ms >= startMs && ms < endMs) return { startMs, endMs }
  }
  return null
}

/**
 * When a message that is due at `dueMs` really goes out. A check is never pushed into the morning: it goes out as
 * the quiet hours begin, or at once when the visit itself ended within them (Z3).
 */
export const outOfQuietHours = (
  dueMs: number,
  { clockStartMs, quiet, manner, zone }: { clockStartMs: number; quiet: QuietHours; manner: QuietManner; zone: string },
): number => {
  const night = manner === 'pass' ? null : nightAround(dueMs, quiet, zone)
  if (!night) return dueMs
  return manner === 'before' ? Math.max(night.startMs, clockStartMs) : night.endMs
}

/** When the next local day's quiet hours are over, or its first minute where there are none. */
export const morningAfter = (nowMs: number, { fromMinute, toMinute }: QuietHours, zone: string): number => {
  const tomorrow = Temporal.PlainDate.from(localDateOf(nowMs, zone)).add({ days: 1 }).toString()
  const hasNight = fromMinute !== toMinute
  return instantOf(tomorrow, hasNight ? toMinute : 0, zone)
}
