import { type Actor, actsForPatient, hasRole, isPractitioner, type Role } from '../actor.ts'
import type { Break } from './refusal.ts'
import type { AppointmentAction } from './transitions.ts'

/** What a clinic may widen beyond the usual rights. */
export interface OverridePolicy {
  readonly deskMayOverride: boolean
}

const ARRANGE: readonly Role[] = ['owner', 'practitioner', 'desk']
const RECEIVE: readonly Role[] = [...ARRANGE, 'assistant']

/** Whether the actor may book, move or cancel for this patient at all; what a patient may is narrowed further by policy. */
export const mayArrange = (actor: Actor, clinicId: string, patientId: string): boolean =>
  actor.clinicId === clinicId && (hasRole(actor, ...ARRANGE) || actsForPatient(actor, patientId))

const WHO: Readonly<Record<AppointmentAction, readonly Role[]>> = {
  confirm: ARRANGE,
  decline: ARRANGE,
  reschedule: [...ARRANGE, 'patient'],
  cancel: [...ARRANGE, 'patient'],
  arrive: RECEIVE,
  'undo-arrival': RECEIVE,
  'check-in': RECEIVE,
  'undo-check-in': RECEIVE,
  complete: ['practitioner'],
  'no-show': ARRANGE,
  'undo-no-show': ARRANGE,
  'enter-in-error': ['practitioner'],
}

interface ChangedVisit {
  readonly clinicId: string
  readonly patientId: string
  readonly practitionerId: string
  /** Whether it is today's in the clinic's zone: assistants help with the day, nothing else. */
  readonly today: boolean
}

/**
 * Whether the actor may take an action on a visit, as far as roles go. Only the practitioner of a visit completes it, and
 * only they or the clinical lead say that it was an error.
 */
export function mayChange(actor: Actor, action: AppointmentAction, visit: ChangedVisit): boolean {
  if (actor.clinicId !== visit.clinicId || !hasRole(actor, ...WHO[action])) return false
  if (actor.kind === 'patient') return actsForPatient(actor, visit.patientId)
  if (action === 'complete') return isPractitioner(actor, visit.practitionerId)
  if (action === 'enter-in-error')
    return isPractitioner(actor, visit.practitionerId) || (actor.kind === 'staff' && actor.clinicalLead)
  return hasRole(actor, ...ARRANGE) || visit.today
}

/**
 * Whether the actor may break a rule for a visit with this practitioner. What protects a body is a practitioner's to
 * decide; what protects the diary is the owner's, or the practitioner's own.
 */
export function mayBreak(actor: Actor, broken: Break, practitionerId: string, policy: OverridePolicy): boolean {
  if (broken === 'rest' || broken === 'credential') return hasRole(actor, 'practitioner')
  return (
    hasRole(actor, 'owner') ||
    isPractitioner(actor, practitionerId) ||
    (policy.deskMayOverride && hasRole(actor, 'desk'))
  )
}
