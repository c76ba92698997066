import { type Actor, hasRole, isAtPortal, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Patients and who acts for them answer before their own visits. */
export const mayAnswerAhead = (actor: Actor): actor is PatientActor => isAtPortal(actor)

/** What was said ahead is read by who treats, of their own visits. */
export const mayReadAhead = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
