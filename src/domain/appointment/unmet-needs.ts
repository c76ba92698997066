import { type Attendant, answers, needsAttendant, type PatientNeed, unmetByPractitioner } from './needs.ts'

/** What of a visit that is booked decides whether it is as its patient needs it. */
export interface VisitAsBooked {
  readonly practitionerId: string
  readonly gender: string | null
  /** Its room is. */
  readonly accessible: boolean
  readonly attendants: readonly Attendant[]
  /** What needs have made it longer by. */
  readonly needMinutes: number
}

/**
 * Whether a visit that is booked already is as one need asks. `minutes` is what all needs of the patient add together:
 * only together do they say how long a visit has to be.
 */
export function meetsNeed(need: PatientNeed, visit: VisitAsBooked, minutes: number): boolean {
  if (unmetByPractitioner([need], visit).length > 0) return false
  if (need.kind === 'accessible-room' && !visit.accessible) return false
  if (needsAttendant(need) && !visit.attendants.some((attendant) => answers(attendant, need))) return false
  return need.extraMinutes === 0 || visit.needMinutes >= minutes
}
