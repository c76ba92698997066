import type { Actor } from '../actor.ts'
import type { Opening, PlaceTime, PooledResource, PractitionerTime } from '../availability/facts.ts'
import type { AreaNode } from '../recovery/areas.ts'
import type { RestRow, StoredRestRow } from '../recovery/rest-rows.ts'
import type { RecoveryRule } from '../recovery/rule.ts'
import type { Technique } from '../recovery/technique.ts'
import type { PossibleClash } from '../recovery/warn-coarse.ts'
import type { Interval } from '../time/interval.ts'
import type { Credential } from './credential.ts'
import type { DayCount, DayLimits } from './day-limits.ts'
import type { AttendantNeed, PatientNeed } from './needs.ts'
import type { OverridePolicy } from './permission.ts'
import type { Break, Refusal } from './refusal.ts'
import type { ServiceShape } from './segments.ts'

/** Time already claimed. Waived claims are among them: they are still occupied. */
export interface BusyInterval extends Interval {
  /** null for a hold that is no appointment yet. */
  readonly appointmentId: string | null
}

/** A recorded decision to break rules, as it was asked for. */
export interface OverrideRequest {
  readonly reason: string
  readonly breaks: readonly Break[]
}

/** Devices or attendants of which the visit claims one, and what for. */
export interface NeededPool {
  readonly needed:
    | { readonly what: 'device'; readonly kind: string }
    | { readonly what: 'attendant'; readonly need: AttendantNeed }
  /** In order of preference; the first free one is taken. */
  readonly candidates: readonly (PooledResource & { readonly busy: readonly BusyInterval[] })[]
}

/** Everything that decides whether a visit can be booked. Loaded by the caller under its locks. */
export interface BookingFacts {
  readonly actor: Actor
  readonly clinicId: string
  readonly nowMs: number
  readonly zone: string
  readonly jurisdiction: string
  readonly patient: {
    readonly id: string
    readonly mergedIntoId: string | null
    readonly busy: readonly BusyInterval[]
    readonly restRows: readonly StoredRestRow[]
    readonly needs: readonly PatientNeed[]
  }
  /** Its segments are as long as this patient's needs make them. */
  readonly service: ServiceShape &
    DayLimits & {
      readonly id: string
      readonly technique: Technique | null
      readonly active: boolean
      readonly bookableOnline: boolean
      readonly minNoticeMinutes: number
      readonly maxAheadDays: number
    }
  readonly practitioner: PractitionerTime & {
    readonly bookableOnline: boolean
    readonly credentials: readonly Credential[]
    readonly gender: string | null
    readonly busy: readonly BusyInterval[]
  }
  /** Places of suitable rooms in order of preference; the first free one is taken. */
  readonly places: readonly (PlaceTime & { readonly accessible?: boolean; readonly busy: readonly BusyInterval[] })[]
  /** When the location is open; null: always. */
  readonly location: Opening | null
  /** One of each is claimed for the whole visit with its buffers. */
  readonly pools: readonly NeededPool[]
  /** Of the days around the start; those without a visit may be left out. */
  readonly dayCounts: readonly DayCount[]
  readonly startMs: number
  /** Area ids as asked for, leaves or wider. */
  readonly requestedAreas: readonly string[]
  /** The areas, or the rest of them, are left to the practitioner. */
  readonly areasUndecided: boolean
  readonly bodyAreas: readonly AreaNode[]
  readonly neighboursOf: (areaId: string) => readonly string[]
  /** Rules in force today, of all techniques. */
  readonly rules: readonly RecoveryRule[]
  readonly override: OverrideRequest | null
  readonly policy: OverridePolicy
}

export interface PlannedClaim extends Interval {
  readonly resource: 'practitioner' | 'place' | 'patient' | 'device' | 'attendant'
  readonly resourceId: string
  readonly waived: boolean
}

export interface PlannedRestRow extends RestRow {
  readonly waived: boolean
}

export type BookingWarning =
  | { readonly kind: 'possible-clash'; readonly clash: PossibleClash }
  | { readonly kind: 'credential-unknown'; readonly practitionerId: string; readonly technique: Technique }

export type BookingVerdict =
  | {
      readonly ok: true
      readonly visit: Interval
      readonly placeId: string
      /** The devices and attendants that take part. */
      readonly participantIds: readonly string[]
      readonly claims: readonly PlannedClaim[]
      readonly restRows: readonly PlannedRestRow[]
      /** Treatment rows of other visits that this visit's rest will cover: to be waived first. */
      readonly waiveOthers: readonly { readonly appointmentId: string; readonly areaId: string }[]
      /** What the override broke, for its record; both empty when it was not needed. */
      readonly breaks: readonly Break[]
      readonly broke: readonly Refusal[]
      readonly warnings: readonly BookingWarning[]
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }
