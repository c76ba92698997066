import type { ServiceShape } from '../appointment/segments.ts'
import type { RecurrenceRule } from '../recurrence/rule.ts'
import type { Interval } from '../time/interval.ts'

/** Working hours that repeat: the dates of the rule, each from one wall-clock minute to another. */
export interface HoursRule {
  readonly rule: RecurrenceRule
  /** dates beside those of the rule, 'YYYY-MM-DD' (RDATE of RFC 5545) */
  readonly addedDates?: readonly string[]
  /** dates that are left out, whatever adds them (EXDATE) */
  readonly droppedDates?: readonly string[]
  /** minutes past midnight on the wall of the zone */
  readonly startMinute: number
  /** up to 1440 is the same day; beyond, or at or before `startMinute`, it is the next morning (G7) */
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

/** When somebody or something is there: by rules and by extra hours, and never while closed. */
export interface Opening {
  readonly hours: readonly HoursRule[]
  /** hours beside those of the rules; in any order */
  readonly extra: readonly Interval[]
  /** away, on holiday, out of use: wins over everything; in any order */
  readonly closed: readonly Interval[]
}

/** Everything that decides when one practitioner can be had. */
export interface PractitionerTime {
  readonly practitionerId: string
  readonly hours: readonly HoursRule[]
  readonly exceptions: readonly DayException[]
  /** hours beside those of the rules; in any order */
  readonly extra?: readonly Interval[]
  /** in any order */
  readonly absences: readonly Interval[]
  /** what is claimed already, with the buffers of those visits; in any order, may overlap */
  readonly busy: readonly Interval[]
}

export interface PlaceTime {
  readonly placeId: string
  /** when its room can be used; a room without hours can be whenever it is not closed. null: always */
  readonly room?: Opening | null
  /** as for the practitioner */
  readonly busy: readonly Interval[]
}

export interface PooledResource {
  readonly resourceId: string
  readonly busy: readonly Interval[]
}

/** Devices or attendants of which a visit needs one, for its whole time with both buffers; any of them will do. */
export interface ResourcePool {
  readonly candidates: readonly PooledResource[]
}

/** Everything but the practitioner that decides whether a visit may start at an instant. */
export interface VisitFacts {
  readonly zone: string
  readonly service: ServiceShape
  /** when the location is open; one without hours is whenever it is not closed. null: always */
  readonly location?: Opening | null
  /** the places of every suitable room, any of which will do; null: the visit needs none */
  readonly places: readonly PlaceTime[] | null
  /** one of each is needed */
  readonly pools?: readonly ResourcePool[]
  readonly patientBusy: readonly Interval[]
  /** times that the needling of this visit may not overlap, because areas rest or would have to */
  readonly rest: readonly Interval[]
  /** local dates, 'YYYY-MM-DD', that have as many visits of the service as they may; in any order */
  readonly fullDates?: readonly string[]
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
