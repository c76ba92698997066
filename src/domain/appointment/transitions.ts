/** https://hl7.org/fhir/R4/valueset-appointmentstatus.html, without those the clinic has no use for. */
export const STATUSES = [
  'proposed',
  'booked',
  'arrived',
  'checked-in', // in the room
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
] as const

export type AppointmentStatus = (typeof STATUSES)[number]

interface Transition {
  readonly from: readonly AppointmentStatus[]
  /** null: the visit changes, its status does not. */
  readonly to: AppointmentStatus | null
  /** Nobody can have stayed away before the visit began. */
  readonly notBefore?: 'start'
}

/** What can happen to an appointment, and from where. A completed visit only leaves as an error. */
export const TRANSITIONS = {
  confirm: { from: ['proposed'], to: 'booked' },
  decline: { from: ['proposed'], to: 'cancelled' },
  reschedule: { from: ['proposed', 'booked'], to: null },
  cancel: { from: ['proposed', 'booked', 'arrived'], to: 'cancelled' },
  arrive: { from: ['booked'], to: 'arrived' },
  'undo-arrival': { from: ['arrived'], to: 'booked' },
  'check-in': { from: ['booked', 'arrived'], to: 'checked-in' },
  'undo-check-in': { from: ['checked-in'], to: 'arrived' },
  complete: { from: ['checked-in'], to: 'fulfilled' },
  'no-show': { from: ['booked'], to: 'noshow', notBefore: 'start' },
  'undo-no-show': { from: ['noshow'], to: 'booked' },
  'enter-in-error': {
    from: ['proposed', 'booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow'],
    to: 'entered-in-error',
  },
} as const satisfies Record<string, Transition>

export type AppointmentAction = keyof typeof TRANSITIONS

export const ACTIONS = Object.keys(TRANSITIONS) as readonly AppointmentAction[]

export type TransitionRefusal =
  | { readonly reason: 'wrong-status'; readonly action: AppointmentAction; readonly status: AppointmentStatus }
  | { readonly reason: 'not-yet'; readonly action: AppointmentAction; readonly notBeforeMs: number }

const transitionOf = (action: AppointmentAction): Transition => TRANSITIONS[action]

/** Whether an action is possible from a status, whatever the hour. */
export const allows = (action: AppointmentAction, status: AppointmentStatus): boolean =>
  transitionOf(action).from.includes(status)

/** What the status becomes; for a change that keeps it, the same. */
export const statusAfter = (action: AppointmentAction, status: AppointmentStatus): AppointmentStatus =>
  transitionOf(action).to ?? status

interface Situation {
  readonly status: AppointmentStatus
  readonly startMs: number
  readonly nowMs: number
}

/** Why an action is not possible now, for a refusal; null when it is. */
export function whyNot(action: AppointmentAction, { status, startMs, nowMs }: Situation): TransitionRefusal | null {
  if (!allows(action, status)) return { reason: 'wrong-status', action, status }
  if (transitionOf(action).notBefore === 'start' && nowMs < startMs) {
    return { reason: 'not-yet', action, notBeforeMs: startMs }
  }
  return null
}
