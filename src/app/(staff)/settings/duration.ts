/** A time span as people write it down: an amount and what it counts. */
export interface Duration {
  readonly amount: string
  readonly unit: 'minutes' | 'hours' | 'days'
}

export const UNITS = ['minutes', 'hours', 'days'] as const satisfies readonly Duration['unit'][]

const MINUTES_IN = { minutes: 1, hours: 60, days: 1440 } as const

const YEAR_MINUTES = 365 * 1440

/** A year at most, in this unit. */
export const mostOf = (unit: Duration['unit']): number => YEAR_MINUTES / MINUTES_IN[unit]

/** In the largest unit that it is a whole number of: 1440 minutes are a day, 90 are 90 minutes. */
export const durationOf = (minutes: number): Duration => {
  const unit = UNITS.findLast((one) => minutes % MINUTES_IN[one] === 0 && minutes > 0) ?? 'hours'
  return { amount: `${minutes / MINUTES_IN[unit]}`, unit }
}

/** null when the amount is no whole number. */
export const minutesOf = ({ amount, unit }: Duration): number | null =>
  /^\d{1,6}$/.test(amount.trim()) ? Number(amount) * MINUTES_IN[unit] : null

/** A whole number within its bounds, both included; null for anything else. */
export const wholeNumber = (text: string, [min, max]: readonly [number, number]): number | null => {
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
  return number !== null && number >= min && number <= max ? number : null
}
