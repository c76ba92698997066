import type { Actor } from '../actor.ts'
import { MINUTE_MS } from '../time/zone.ts'
import type { Refusal } from './refusal.ts'

/** How long a time is kept for whoever fills in a form. The one place that says so. */
export const HOLD_MS = 7.5 * MINUTE_MS
/** How many times one person keeps at once: a patient chooses one, the desk has several people on the line. */
const MOST_HOLDS = { patient: 1, staff: 6 }
/** How often one time is kept on before it is anybody's again. */
const MOST_RENEWALS = 3

/** A time this person keeps already and that has not run out. */
export interface StandingHold {
  readonly id: string
  readonly practitionerId: string
  readonly startMs: number
  readonly expiresMs: number
  readonly renewals: number
}

export interface HoldFacts {
  readonly actor: Actor
  readonly nowMs: number
  /** Of this person alone. */
  readonly standing: readonly StandingHold[]
  /** The hold that is made, moved or kept on; whoever asks chose its id. */
  readonly holdId: string
  readonly practitionerId: string
  readonly startMs: number
}

export type HoldVerdict =
  | {
      readonly ok: true
      readonly expiresMs: number
      readonly renewals: number
      /** Holds that this one takes the place of, itself among them. */
      readonly instead: readonly string[]
    }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Whether a time may be kept for this person, and until when. It moves with another choice; the same choice again keeps it
 * on, though not for ever, and asked early changes nothing. A patient's new choice always takes the place of the last one.
 */
export function decideHold({ actor, nowMs, standing, holdId, practitionerId, startMs }: HoldFacts): HoldVerdict {
  const replaced = actor.kind === 'patient' ? standing : standing.filter(({ id }) => id === holdId)
  const instead = replaced.map(({ id }) => id)
  const most = actor.kind === 'patient' ? MOST_HOLDS.patient : MOST_HOLDS.staff
  if (standing.length - replaced.length >= most) return { ok: false, refusal: { reason: 'too-many-holds', most } }
  const same = replaced.find((hold) => hold.practitionerId === practitionerId && hold.startMs === startMs)
  if (same === undefined) return { ok: true, expiresMs: nowMs + HOLD_MS, renewals: 0, instead }
  if (same.expiresMs - nowMs > HOLD_MS / 2)
    return { ok: true, expiresMs: same.expiresMs, renewals: same.renewals, instead }
  const renewals = same.renewals + 1
  if (renewals > MOST_RENEWALS) return { ok: false, refusal: { reason: 'held-long-enough', untilMs: same.expiresMs } }
  return { ok: true, expiresMs: nowMs + HOLD_MS, renewals, instead }
}
