/** What a message asks for besides how somebody is: pain and activities in numbers, so many days after the visit. */
export interface Asking {
  readonly afterDays: number
  /** It asks for nothing else first: weeks later there are no signs of the visit to watch for. */
  readonly only: boolean
}

interface Step {
  readonly offsetMinutes: number
  readonly checkIn: boolean
}

const DAY_MINUTES = 24 * 60

const asksAfter = ({ offsetMinutes, checkIn }: Step, days: number): boolean =>
  checkIn && offsetMinutes === days * DAY_MINUTES

/** Whether a step of aftercare asks for numbers, too: when it comes on a day on which the clinic wants them. */
export const askingOfStep = (step: Step, askAfterDays: readonly number[]): Asking | null => {
  const afterDays = askAfterDays.find((days) => asksAfter(step, days))
  return afterDays === undefined ? null : { afterDays, only: false }
}

/** Days on which the clinic wants numbers and no step of aftercare asks already: nobody gets two messages at once. */
export const daysToAskAlone = (askAfterDays: readonly number[], steps: readonly Step[]): number[] =>
  [...new Set(askAfterDays)].filter((days) => !steps.some((step) => asksAfter(step, days))).toSorted((a, b) => a - b)
