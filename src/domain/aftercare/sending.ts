/** The state of a visit and its patient, read again at the moment of sending. */
export interface SendingState {
  readonly appointmentStatus: string
  /** Null when nobody has opened the visit. */
  readonly encounterStatus: string | null
  /** The visit ended without a needle going in. */
  readonly nothingNeedled: boolean
  readonly aftercareStopped: boolean
  readonly erased: boolean
  readonly address: string | null
}

export type WithholdReason =
  | 'erased'
  | 'entered-in-error'
  | 'cancelled'
  | 'noshow'
  | 'nothing-needled'
  | 'stopped'
  | 'no-address'

const reasonsIn = (state: SendingState): Readonly<Record<WithholdReason, boolean>> => ({
  erased: state.erased,
  'entered-in-error': [state.appointmentStatus, state.encounterStatus].includes('entered-in-error'),
  cancelled: state.appointmentStatus === 'cancelled',
  noshow: state.appointmentStatus === 'noshow',
  'nothing-needled': state.nothingNeedled,
  stopped: state.aftercareStopped,
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
