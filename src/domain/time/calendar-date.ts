/** Days since 1970-01-01 of the calendar, without any zone: what the engines count in. */
export type DayNumber = number

/** Monday is 0 and Sunday is 6, as ISO 8601 and RFC 5545 order the week. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The day number of a calendar date that is already known to be one. */
export const dayNumberOfCivil = (year: number, month: number, day: number): DayNumber => {
  // Years are counted from March, so that the leap day is the last day of its year.
  // Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The calendar date of a day number. Source as above, civil_from_days. */
export const civilOf = (day: DayNumber): CivilDate => {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

/** 'YYYY-MM-DD' of a day number, for the years 0 to 9999. */
export const dateOf = (day: DayNumber): string => {
  const civil = civilOf(day)
  return `${`${civil.year}`.padStart(4, '0')}-${twoDigits(civil.month)}-${twoDigits(civil.day)}`
}

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** How many days the month of a calendar date has. */
export const monthLengthOf = ({ year, month }: Pick<CivilDate, 'year' | 'month'>): number => {
  const next = month === 12 ? dayNumberOfCivil(year + 1, 1, 1) : dayNumberOfCivil(year, month + 1, 1)
  return next - dayNumberOfCivil(year, month, 1)
}

/** The day number of a 'YYYY-MM-DD' text, or null when the calendar has no such day. */
export const parseDate = (text: string): DayNumber | null => {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
  const real = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= monthLengthOf({ year, month })
  return real ? dayNumberOfCivil(year, month, day) : null
}

/** The day number of a date that is already known to be one; anything else is a bug and throws. */
export const dayNumberOf = (date: string): DayNumber => {
  const day = parseDate(date)
  if (day === null) throw new RangeError(`Not a calendar date: ${date}`)
  return day
}

/** The day of the week of a day number. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): Weekday => ((((day + 3) % 7) + 7) % 7) as Weekday
