/** A course of visits, and those of its patient since it began. */
export interface PlanFacts {
  readonly visits: number
  /** Begun before the visit in question. */
  readonly before: number
  /** Booked after it. */
  readonly booked: number
}

export interface PlanStanding {
  /** Which visit of the course this one is. */
  readonly visit: number
  readonly of: number
  /** More visits than were agreed: somebody has to look at it again. */
  readonly usedUp: boolean
  /** Visits that are agreed and neither begun nor booked. */
  readonly toBook: number
}

/** Where in its course a visit stands. */
export const planStanding = ({ visits, before, booked }: PlanFacts): PlanStanding => {
  const visit = before + 1
  return { visit, of: visits, usedUp: visit > visits, toBook: Math.max(0, visits - visit - booked) }
}
