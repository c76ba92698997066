import type { ServiceShape } from '../appointment/segments.ts'
import type { RecurrenceRule } from '../recurrence/rule.ts'
import type { Interval } from '../time/interval.ts'

/** Working hours that repeat: the dates of the rule, each from one wall-clock minute to another. */
export interface HoursRule {
  readonly rule: RecurrenceRule
  /** minutes past midnight on the wall of the zone */
  readonly startMinute: number
  /** up to 1440 is the same day; at or before `startMinute` it is the next morning (G7) */
  readonly endMinute: number
  /** 'YYYY-MM-DD', included; the rule is counted from here */
  readonly validFrom: string
  /** 'YYYY-MM-DD', included; null: until further notice */
  readonly validUntil: string | null
}

export interface WallWindow {
  readonly startMinute: number
  readonly endMinute: number
}

/** What replaces the rules on one date. Shifts that begin on the date are meant, not a night that runs into it. */
export type DayException =
  | { readonly kind: 'closed'; readonly date: string }
  | { readonly kind: 'open-instead'; readonly date: string; readonly windows: readonly WallWindow[] }

/** Everything that decides when one practitioner can be had. */
export interface PractitionerTime {
  readonly practitionerId: string
  readonly hours: readonly HoursRule[]
  readonly exceptions: readonly DayException[]
  /** in any order */
  readonly absences: readonly Interval[]
  /** what is claimed already, with the buffers of those visits; in any order, may overlap */
  readonly busy: readonly Interval[]
}

export interface PlaceTime {
  readonly placeId: string
  /** as for the practitioner */
  readonly busy: readonly Interval[]
}

/** Everything but the practitioner that decides whether a visit may start at an instant. */
export interface VisitFacts {
  readonly zone: string
  readonly service: ServiceShape
  /** the places of every suitable room, any of which will do; null: the visit needs none */
  readonly places: readonly PlaceTime[] | null
  readonly patientBusy: readonly Interval[]
  /** times that the needling of this visit may not overlap, because areas rest or would have to */
  readonly rest: readonly Interval[]
  /** the first instant that is still notice enough */
  readonly notBeforeMs: number
  /** the last instant that may be planned */
  readonly notAfterMs: number
  /** starts stand on multiples of this past local midnight; a divisor of a day, 15 when not given */
  readonly gridMinutes?: number
}

/** The dates asked for, 'YYYY-MM-DD' in the zone, both included: a visit belongs to the date it starts on. */
export interface SearchedDates {
  readonly firstDate: string
  readonly lastDate: string
}
