import type { Overtaken } from '../appointment/visit-notice.ts'
import type { Channel, Unreached, Way } from '../contact/reach.ts'
import type { MessageKind } from './kinds.ts'
import { morningAfter, outOfQuietHours, type QuietHours, type QuietManner } from './quiet-hours.ts'

/** The state of a visit and its patient, read again at the moment of sending. */
export interface SendingState {
  readonly kind: MessageKind
  readonly nowMs: number
  /** Null: it is about no visit. */
  readonly visitStartMs: number | null
  readonly appointmentStatus: string
  /** Null when nobody has opened the visit. */
  readonly encounterStatus: string | null
  /** The visit ended without a needle going in. */
  readonly nothingNeedled: boolean
  /** What the visit has become since has made the message idle. */
  readonly overtaken: Overtaken | null
  readonly erased: boolean
  /** Somebody was needled again since: how it goes is asked about that visit. */
  readonly laterVisit: boolean
  /** How the person is reached, by what they want now. */
  readonly way: Way
}

export type WithholdReason =
  | 'erased'
  | 'entered-in-error'
  | 'cancelled'
  | 'not-cancelled'
  | 'noshow'
  | 'not-missed'
  | 'too-late'
  | 'nothing-needled'
  | Overtaken
  | 'too-many'
  | 'later-visit'
  | Unreached

/** What is about a visit that is still to come. */
const AHEAD: readonly MessageKind[] = ['appointment-confirmed', 'appointment-changed', 'appointment-reminder', 'forms']
/** What is about what was done in a visit. */
const AFTERWARDS: readonly MessageKind[] = ['aftercare', 'removal', 'check-in']

/** What a visit has to be like for a message of its kind to be true. */
const visitReasons = (state: SendingState) => {
  const { kind, appointmentStatus, visitStartMs, nowMs } = state
  const [ahead, afterwards] = [AHEAD.includes(kind), AFTERWARDS.includes(kind)]
  const isOff = appointmentStatus === 'cancelled'
  return {
    'entered-in-error':
      kind !== 'consent-copy' && [appointmentStatus, state.encounterStatus].includes('entered-in-error'),
    cancelled: isOff && (ahead || afterwards),
    'not-cancelled': !isOff && (kind === 'appointment-cancelled' || kind === 'practitioner-away'),
    noshow: appointmentStatus === 'noshow' && (ahead || afterwards),
    'not-missed': appointmentStatus !== 'noshow' && kind === 'appointment-missed',
    'too-late': ahead && visitStartMs !== null && visitStartMs <= nowMs,
    'nothing-needled': afterwards && state.nothingNeedled,
    moved: state.overtaken === 'moved',
    'nothing-changed': state.overtaken === 'nothing-changed',
    'later-visit': kind === 'check-in' && state.laterVisit,
    'nothing-to-sign': state.overtaken === 'nothing-to-sign',
  }
}

const reasonsIn = (
  state: SendingState,
): Readonly<Record<Exclude<WithholdReason, Unreached | 'too-many'>, boolean>> => ({
  erased: state.erased,
  ...visitReasons(state),
})

/**
 * Whether a message that has become due is sent now. What was true when it was planned counts for nothing: a visit
 * cancelled since then gets no message (I1). The reason given is the gravest one.
 */
export const shouldSend = (
  state: SendingState,
):
  | { readonly send: true; readonly channel: Channel; readonly address: string }
  | { readonly send: false; readonly reason: WithholdReason } => {
  const reasons = reasonsIn(state)
  const reason = (Object.keys(reasons) as (keyof typeof reasons)[]).find((key) => reasons[key])
  if (reason) return { send: false, reason }
  const { way } = state
  return way.reached ? { send: true, channel: way.channel, address: way.address } : { send: false, reason: way.reason }
}

/** How many went to one person on their day, and how many may. */
export interface Pace {
  readonly sentToday: number
  readonly maxPerDay: number
  readonly quiet: QuietHours
  readonly manner: QuietManner
  readonly zone: string
  readonly nowMs: number
  readonly visitStartMs: number | null
}

/**
 * Whether a message that may be sent is sent now. What cannot wait passes. The rest keeps out of quiet hours, also when an
 * outage ends in them, and waits for the end of the next ones when enough came today; a wait that would end after the visit
 * that it is about makes it pointless.
 */
export const paceOf = (
  kind: MessageKind,
  pace: Pace,
): { readonly kind: 'now' } | { readonly kind: 'later'; readonly dueMs: number } | { readonly kind: 'never' } => {
  const { manner, nowMs, quiet, zone, visitStartMs } = pace
  if (manner === 'pass' || manner === 'before') return { kind: 'now' }
  const afterNight = outOfQuietHours(nowMs, { clockStartMs: nowMs, quiet, manner, zone })
  const dueMs = pace.sentToday < pace.maxPerDay ? afterNight : morningAfter(nowMs, quiet, zone)
  if (dueMs === nowMs) return { kind: 'now' }
  const isPointless = AHEAD.includes(kind) && visitStartMs !== null && dueMs >= visitStartMs
  return isPointless ? { kind: 'never' } : { kind: 'later', dueMs }
}

/** Whether a person may have a message sent once more: one that did not arrive, or of which nobody knows. */
export const maySendAgain = ({ status, statusReason, delivery }: Settled): boolean =>
  status === 'failed' ||
  status === 'unknown' ||
  (status === 'sent' && (delivery === 'undelivered' || delivery === 'bounced')) ||
  (status === 'withheld' && AGAIN_ONCE_PUT_RIGHT.some((reason) => reason === statusReason))

interface Settled {
  readonly status: string
  readonly statusReason: string | null
  readonly delivery: string | null
}

/** What may have been put right since; what was withheld for the visit's sake stays so. */
const AGAIN_ONCE_PUT_RIGHT: readonly WithholdReason[] = [
  'no-address',
  'landline',
  'wrong-person',
  'stopped',
  'not-agreed',
  'too-many',
]
