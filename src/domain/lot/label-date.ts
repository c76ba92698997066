import type { ScanDetail } from './scan.ts'

export type LabelDate =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly detail: ScanDetail }

/**
 * The full year meant by two digits on a label: the one nearest to `today`, from 49 years back to 50 ahead
 * (GS1 General Specifications, 7.12). `today` is `YYYY-MM-DD`.
 */
export const yearOf = (twoDigits: number, today: string): number => {
  const thisYear = Number(today.slice(0, 4))
  const century = thisYear - (thisYear % 100)
  const distance = twoDigits - (thisYear % 100)
  if (distance >= 51) return century - 100 + twoDigits
  if (distance <= -50) return century + 100 + twoDigits
  return century + twoDigits
}

const daysIn = (year: number, month: number): number => Temporal.PlainYearMonth.from({ year, month }).daysInMonth

const dateOf = (year: number, month: number, day: number): LabelDate => {
  if (month < 1 || month > 12) return { ok: false, detail: 'month' }
  if (day < 1 || day > daysIn(year, month)) return { ok: false, detail: 'day' }
  return { ok: true, date: Temporal.PlainDate.from({ year, month, day }).toString() }
}

/** The last day of a month: what a label means that names only the month (K10). */
export const monthEnd = (year: number, month: number): LabelDate =>
  month < 1 || month > 12 ? { ok: false, detail: 'month' } : dateOf(year, month, daysIn(year, month))

/** The date of six digits YYMMDD. Day 00 means that no day is given: the last of the month, where that is allowed. */
export const dateOfYymmdd = (digits: string, today: string, dayMayBeZero: boolean): LabelDate => {
  const year = yearOf(Number(digits.slice(0, 2)), today)
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  return day === 0 && dayMayBeZero ? monthEnd(year, month) : dateOf(year, month, day)
}

/** The date of five digits YYJJJ, JJJ being the day of the year from 001. */
export const dateOfYyjjj = (digits: string, today: string): LabelDate => {
  const year = yearOf(Number(digits.slice(0, 2)), today)
  const dayOfYear = Number(digits.slice(2, 5))
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  if (dayOfYear < 1 || dayOfYear > first.daysInYear) return { ok: false, detail: 'day' }
  return { ok: true, date: first.add({ days: dayOfYear - 1 }).toString() }
}

/** The date of eight digits YYYYMMDD. */
export const dateOfYyyymmdd = (digits: string): LabelDate =>
  dateOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))
