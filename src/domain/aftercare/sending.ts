import type { Overtaken } from '../appointment/visit-notice.ts'
import { type MessageKind, purposeOf } from './kinds.ts'

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
  readonly aftercareStopped: boolean
  readonly erased: boolean
  readonly address: string | null
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
  | 'stopped'
  | 'no-address'

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
    'nothing-to-sign': state.overtaken === 'nothing-to-sign',
  }
}

const reasonsIn = (state: SendingState): Readonly<Record<WithholdReason, boolean>> => ({
  erased: state.erased,
  ...visitReasons(state),
  stopped: state.aftercareStopped && purposeOf(state.kind) === 'care',
  'no-address': !state.address?.trim(),
})

/**
 * Whether a message that has become due is sent now. What was true when it was planned counts for nothing: a visit
 * cancelled since then gets no message (I1). The reason given is the gravest one.
 */
export const shouldSend = (
  state: SendingState,
): { readonly send: true; readonly address: string } | { readonly send: false; readonly reason: WithholdReason } => {
  const reasons = reasonsIn(state)
  const reason = (Object.keys(reasons) as WithholdReason[]).find((key) => reasons[key])
  return reason ? { send: false, reason } : { send: true, address: state.address?.trim() ?? '' }
}
