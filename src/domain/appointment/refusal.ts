import type { BodyRefusal } from '../recovery/decide-rest.ts'
import type { Technique } from '../recovery/technique.ts'
import type { Interval } from '../time/interval.ts'
import type { CredentialProblem } from './credential.ts'
import type { AttendantNeed } from './needs.ts'
import type { TransitionRefusal } from './transitions.ts'

/** The rules that a person with the right may break, with a reason. */
export const BREAKS = ['rest', 'credential', 'overlap', 'hours', 'notice'] as const
export type Break = (typeof BREAKS)[number]

/** Every way in which booking, moving or changing an appointment is refused, with what is needed to explain it. */
export type Refusal =
  | BodyRefusal
  | { readonly reason: 'taken'; readonly practitionerId: string; readonly during: Interval }
  | {
      readonly reason: 'no-place'
      readonly during: Interval
      /** Whether the clinic has a suitable one at all. */
      readonly exists: boolean
      /** Its rooms cannot be used then; otherwise they are taken. */
      readonly closed: boolean
      /** The patient needs one that is accessible. */
      readonly accessible: boolean
    }
  | { readonly reason: 'no-device'; readonly kind: string; readonly during: Interval; readonly exists: boolean }
  | {
      readonly reason: 'no-attendant'
      readonly need: AttendantNeed
      readonly during: Interval
      readonly exists: boolean
    }
  | { readonly reason: 'needs-woman'; readonly practitionerId: string }
  | { readonly reason: 'needs-other-practitioner'; readonly practitionerId: string }
  /** The day has as many visits of the service as the clinic wants, or of this patient. */
  | { readonly reason: 'day-full'; readonly maxPerDay: number; readonly date: string }
  | { readonly reason: 'patient-day-full'; readonly maxPerDay: number; readonly date: string }
  | { readonly reason: 'patient-busy'; readonly during: Interval }
  | { readonly reason: 'outside-hours'; readonly practitionerId: string }
  /** Nobody can be there: outside the hours of the location, or on a holiday. */
  | { readonly reason: 'closed'; readonly during: Interval }
  | { readonly reason: 'absent'; readonly practitionerId: string; readonly during: Interval }
  | { readonly reason: 'notice'; readonly minNoticeMinutes: number; readonly earliestMs: number }
  | { readonly reason: 'too-far-ahead'; readonly maxAheadDays: number; readonly latestMs: number }
  /** It would be over by now, and is no plan any more. */
  | { readonly reason: 'over'; readonly startMs: number }
  | {
      readonly reason: 'credential'
      readonly practitionerId: string
      readonly technique: Technique
      readonly because: CredentialProblem
    }
  | { readonly reason: 'off-grid' }
  | { readonly reason: 'not-offered'; readonly serviceId: string }
  | { readonly reason: 'not-bookable-online'; readonly serviceId: string }
  | { readonly reason: 'unknown-area'; readonly areaId: string }
  | { readonly reason: 'patient-merged'; readonly survivorId: string }
  | TransitionRefusal
  /** What was asked for has not been answered in time. */
  | { readonly reason: 'time-passed'; readonly startMs: number }
  | { readonly reason: 'too-late-to-change'; readonly minNoticeMinutes: number; readonly startMs: number }
  | { readonly reason: 'stale-version'; readonly expectedVersion: number; readonly currentVersion: number }
  | {
      readonly reason: 'not-allowed' /** What was to be broken without the right to. */
      readonly breaks: readonly Break[]
    }
  | { readonly reason: 'reason-needed'; readonly breaks: readonly Break[] }
  | { readonly reason: 'not-found' }
  /** One person keeps no more times from others than this. */
  | { readonly reason: 'too-many-holds'; readonly most: number }
  /** Kept on again and again: it ends then, and is anybody's. */
  | { readonly reason: 'held-long-enough'; readonly untilMs: number }
  /** The same request id came with other content (E7). */
  | { readonly reason: 'request-reused' }
  /** Too much at once; nothing was changed. */
  | { readonly reason: 'try-again' }

export type RefusalReason = Refusal['reason']

const BREAK_OF: Partial<Record<RefusalReason, Break>> = {
  rest: 'rest',
  hold: 'rest',
  credential: 'credential',
  taken: 'overlap',
  'outside-hours': 'hours',
  closed: 'hours',
  absent: 'hours',
  notice: 'notice',
  'too-far-ahead': 'notice',
}

/**
 * Which rule an override would have to break; null where none can help: a patient cannot be in two places, a device not
 * be used twice, and what a patient needs is theirs to say.
 */
export function breakOf(refusal: Refusal): Break | null {
  if (refusal.reason === 'no-place') return refusal.exists ? (refusal.closed ? 'hours' : 'overlap') : null
  return BREAK_OF[refusal.reason] ?? null
}

/** What a patient may learn of a refusal: nothing of areas, techniques, rules, other visits or the practitioner's day. */
export type PatientRefusal =
  | { readonly reason: 'not-possible' }
  | { readonly reason: 'notice'; readonly earliestMs: number }
  | { readonly reason: 'too-far-ahead'; readonly latestMs: number }
  | { readonly reason: (typeof PLAIN_FOR_PATIENTS)[number] }

const PLAIN_FOR_PATIENTS = [
  'taken',
  'patient-busy',
  'not-bookable-online',
  'wrong-status',
  'too-late-to-change',
  'stale-version',
  'not-allowed',
  'not-found',
  'held-long-enough',
  'request-reused',
  'try-again',
] as const

function forPatient(refusal: Refusal): PatientRefusal {
  if (refusal.reason === 'notice') return { reason: 'notice', earliestMs: refusal.earliestMs }
  if (refusal.reason === 'too-far-ahead') return { reason: 'too-far-ahead', latestMs: refusal.latestMs }
  const plain = PLAIN_FOR_PATIENTS.find((reason) => reason === refusal.reason)
  return { reason: plain ?? 'not-possible' }
}

/**
 * What the patients' pages may be sent: one answer, so that a clinical reason cannot be told from any other by what
 * stands beside it. A reason that hides detail wins over one that explains.
 */
export function withoutClinicalDetail(refusals: readonly Refusal[]): PatientRefusal {
  const answers = refusals.map(forPatient)
  return answers.find((answer) => answer.reason === 'not-possible') ?? answers[0] ?? { reason: 'not-possible' }
}
