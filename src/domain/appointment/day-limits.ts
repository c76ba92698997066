/** How many visits of a service a local day may have; null: as many as fit. */
export interface DayLimits {
  readonly maxPerDay: number | null
  readonly maxPerPatientPerDay: number | null
}

/**
 * Visits of one service on one local date ('YYYY-MM-DD'), and times that others hold for one. A visit that moves is not among
 * them (B11), nor what is held for the visit that is asked for.
 */
export interface DayCount {
  readonly date: string
  readonly visits: number
  readonly ofPatient: number
}

const reached = (count: number, limit: number | null): boolean => limit !== null && count >= limit

/** Which limits a date has reached, so that not one more visit may be on it. */
export const reachedLimits = (limits: DayLimits, { visits, ofPatient }: Omit<DayCount, 'date'>) => ({
  forAll: reached(visits, limits.maxPerDay),
  forPatient: reached(ofPatient, limits.maxPerPatientPerDay),
})

/** The dates that may have no further visit of the service, of this patient. */
export const fullDates = (limits: DayLimits, counts: readonly DayCount[]): string[] =>
  counts
    .filter((count) => {
      const { forAll, forPatient } = reachedLimits(limits, count)
      return forAll || forPatient
    })
    .map(({ date }) => date)
