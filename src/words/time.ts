import { localDayOf, MINUTE_MS, offsetMsAt, wallTimeOf, wallToMs } from '#domain/time/zone.ts'
import { intlTagOf, type Locale } from './locale.ts'

/** Whose words and whose wall clock a time is written in. The zone is always the clinic's, never the reader's. */
export interface TimeContext {
  readonly locale: Locale
  readonly zone: string
}

type Length = 'short' | 'long'
type Parts = Intl.DateTimeFormatOptions

// Making a formatter costs a hundred times what using it does.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatted(ms: number, { locale, zone }: TimeContext, parts: Parts): string {
  const key = `${locale}/${zone}/${JSON.stringify(parts)}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(intlTagOf(locale), { ...parts, timeZone: zone })
    formatters.set(key, formatter)
  }
  return formatter.format(ms)
}

/** Only the weekday: "Friday", "Freitag". Say it alone only where the week is clear. */
export const formatWeekday = (ms: number, context: TimeContext, length: Length = 'long'): string =>
  formatted(ms, context, { weekday: length }).replace('.', '')

const yearAt = (ms: number, context: TimeContext): string => formatted(ms, context, { year: 'numeric' })

/**
 * The day with its weekday first: "Thursday 26 November", "Donnerstag, 26. November"; short: "Thu 26 Nov", "Do 26. Nov".
 * The year is said when `nowMs` is given and lies in another one.
 */
export function formatDay(
  ms: number,
  context: TimeContext,
  { length = 'long', nowMs = null }: { readonly length?: Length; readonly nowMs?: number | null } = {},
): string {
  const date = formatted(ms, context, { day: 'numeric', month: length }).replace(/\.$/, '')
  const year = nowMs !== null && yearAt(nowMs, context) !== yearAt(ms, context) ? ` ${yearAt(ms, context)}` : ''
  const comma = context.locale === 'de' && length === 'long' ? ',' : ''
  return `${formatWeekday(ms, context, length)}${comma} ${date}${year}`
}

/** Whether the wall shows this time twice on this day, because the clock is put back. */
function isRepeated(ms: number, zone: string): boolean {
  const [date = '', time = ''] = wallTimeOf(ms, zone).split('T')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return wallToMs(date, hours * 60 + minutes, zone).kind === 'two'
}

/** The time of day on 24 hours: "09:05". In an hour that comes twice it names its offset: "01:30 GMT-5" (C7). */
export function formatTime(ms: number, context: TimeContext): string {
  const time = formatted(ms, context, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (!isRepeated(ms, context.zone)) return time
  return `${time} ${offsetText(offsetMsAt(ms, context.zone) / MINUTE_MS)}`
}

function offsetText(minutes: number): string {
  const sign = minutes < 0 ? '-' : '+'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `GMT${sign}${hours}${rest === 0 ? '' : `:${`${rest}`.padStart(2, '0')}`}`
}

/** Day and time: "Thu 26 Nov 10:15", "Do 26. Nov 10:15"; long: "Thursday 26 November 10:15". */
export const formatDateTime = (
  ms: number,
  context: TimeContext,
  options: { readonly length?: Length; readonly nowMs?: number | null } = {},
): string => `${formatDay(ms, context, { length: 'short', ...options })} ${formatTime(ms, context)}`

/**
 * A date 'YYYY-MM-DD' with its year: "14 Oct 1947", "14. Okt. 1947". It belongs to no zone: read and written in UTC it
 * stays that day for whoever looks from wherever.
 */
export const formatDate = (date: string, locale: Locale, length: 'medium' | 'long' = 'medium'): string =>
  formatted(Date.parse(`${date}T00:00:00Z`), { locale, zone: 'UTC' }, DATE_PARTS[length])

const DATE_PARTS: Readonly<Record<'medium' | 'long', Parts>> = {
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { dateStyle: 'long' },
}

/** A month 'YYYY-MM': "October 2026", "Oktober 2026"; short, without its year: "Oct", "Okt". "Oct 26" would be a day. */
export const formatMonth = (month: string, locale: Locale, length: Length = 'long'): string =>
  formatted(Date.parse(`${month}-15T00:00:00Z`), { locale, zone: 'UTC' }, MONTH_PARTS[length])

const MONTH_PARTS: Readonly<Record<Length, Parts>> = {
  short: { month: 'short' },
  long: { month: 'long', year: 'numeric' },
}

/** From when to when: "Thu 26 Nov 10:15–11:00"; over midnight both days are said. */
export function formatTimeRange(startMs: number, endMs: number, context: TimeContext): string {
  const sameDay = localDayOf(startMs, context.zone) === localDayOf(endMs - 1, context.zone)
  const endsOnTheDay = sameDay && localDayOf(endMs, context.zone) === localDayOf(startMs, context.zone)
  const end = endsOnTheDay ? formatTime(endMs, context) : sameDay ? '24:00' : null
  const start = formatDateTime(startMs, context)
  return end === null ? `${start} – ${formatDateTime(endMs, context)}` : `${start}–${end}`
}

/** How long something took: "45 sec", "12 min 5 sec", "2 hr 10 min"; the two largest parts. */
export const formatSpan = (seconds: number, locale: Locale): string => {
  const parts = [
    ['day', Math.floor(seconds / 86_400)],
    ['hour', Math.floor(seconds / 3600) % 24],
    ['minute', Math.floor(seconds / 60) % 60],
    ['second', Math.floor(seconds) % 60],
  ] as const
  const first = Math.max(
    0,
    parts.findIndex(([, amount]) => amount > 0),
  )
  const shown = parts.every(([, amount]) => amount === 0) ? parts.slice(3) : parts.slice(first, first + 2)
  return shown
    .filter(([, amount], at) => amount > 0 || at === 0)
    .map(([unit, amount]) => new Intl.NumberFormat(intlTagOf(locale), { style: 'unit', unit }).format(amount))
    .join(' ')
}
