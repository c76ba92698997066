import { parseDate } from '#domain/time/calendar-date.ts'
import { wallToMs } from '#domain/time/zone.ts'

/** What a date and a time that somebody typed mean on the clinic's wall. */
export type TypedTime =
  | { readonly kind: 'incomplete' }
  /** the clock is put forward over it */
  | { readonly kind: 'no-such-time' }
  | { readonly kind: 'one'; readonly startMs: number }
  /** the clock is put back over it: only whoever typed it knows which of the two is meant (C7) */
  | { readonly kind: 'two'; readonly choicesMs: readonly [number, number] }

/** Reads a date 'YYYY-MM-DD' and a time 'HH:mm' as typed; never moves what does not exist or comes twice. */
export const readTypedTime = ({ date, time }: { readonly date: string; readonly time: string }, zone: string) =>
  meaning(date, /^(\d{2}):(\d{2})/.exec(time), zone)

const meaning = (date: string, clock: RegExpExecArray | null, zone: string): TypedTime => {
  if (parseDate(date) === null || clock === null) return { kind: 'incomplete' }
  const meant = wallToMs(date, Number(clock[1]) * 60 + Number(clock[2]), zone)
  if (meant.kind === 'gap') return { kind: 'no-such-time' }
  return meant.kind === 'one'
    ? { kind: 'one', startMs: meant.ms }
    : { kind: 'two', choicesMs: [meant.ms, meant.laterMs] }
}
