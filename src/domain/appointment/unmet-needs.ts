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

/** What becomes of needs when the practitioner or the room of a booked visit is otherwise than it was. */
export interface NeedsTouched<N> {
  /** Met before, and met no more. */
  readonly broken: readonly N[]
  /** Met again. */
  readonly mended: readonly N[]
}

/** Which needs of a visit's patient an edit breaks or mends; one that was not met before is nobody's news. */
export function needsTouched<N extends PatientNeed>(
  needs: readonly N[],
  before: VisitAsBooked,
  after: VisitAsBooked,
): NeedsTouched<N> {
  const met = (need: N, visit: VisitAsBooked) => meetsNeed({ ...need, extraMinutes: 0 }, visit, 0)
  return {
    broken: needs.filter((need) => met(need, before) && !met(need, after)),
    mended: needs.filter((need) => !met(need, before) && met(need, after)),
  }
}
