import type { AppointmentStatus } from '../appointment/transitions.ts'

/** What decides which visit of a day needs its practitioner first; instants in epoch milliseconds. */
export interface VisitOnDay {
  readonly status: AppointmentStatus
  readonly startMs: number
  readonly endMs: number
  readonly needlesIn: number
  /** When resting needles are to come out; null when none rest. */
  readonly needlesDueOutMs: number | null
}

/** Why a visit is the one that matters now. */
export type Urgency = 'needles-due' | 'in-room' | 'waiting' | 'resting' | 'next' | 'late'

const ORDER: readonly Urgency[] = ['needles-due', 'in-room', 'waiting', 'late', 'next', 'resting']

/** Whether needles rest in the patient while nobody needs to be there. */
export const isResting = ({ needlesIn, needlesDueOutMs }: VisitOnDay): boolean =>
  needlesIn > 0 && needlesDueOutMs !== null

/** Decides why a visit may ask for attention now; null when it is over or will not take place. */
export const urgencyOf = (visit: VisitOnDay, nowMs: number): Urgency | null => {
  if (isResting(visit)) return (visit.needlesDueOutMs ?? 0) <= nowMs ? 'needles-due' : 'resting'
  if (visit.status === 'checked-in') return 'in-room'
  if (visit.status === 'arrived') return 'waiting'
  if (visit.status !== 'booked') return null
  return visit.startMs < nowMs ? 'late' : 'next'
}

const sinceMs = (visit: VisitOnDay, urgency: Urgency): number =>
  urgency === 'needles-due' || urgency === 'resting' ? (visit.needlesDueOutMs ?? visit.startMs) : visit.startMs

/**
 * Decides which of a day's visits matters now: needles that are due, then who is in the room, who waits, who should be
 * here, who comes next, and resting patients only when nobody else is there. Null when the day is done.
 */
export const visitThatMatters = <T extends VisitOnDay>(
  visits: readonly T[],
  nowMs: number,
): { readonly visit: T; readonly urgency: Urgency } | null => {
  const asking = visits.flatMap((visit) => {
    const urgency = urgencyOf(visit, nowMs)
    // A visit whose time is over without having begun will not take place any more.
    const gone = urgency === 'late' && visit.endMs <= nowMs
    return urgency === null || gone ? [] : [{ visit, urgency }]
  })
  const [first] = asking.sort(
    (a, b) =>
      ORDER.indexOf(a.urgency) - ORDER.indexOf(b.urgency) || sinceMs(a.visit, a.urgency) - sinceMs(b.visit, b.urgency),
  )
  return first ?? null
}
