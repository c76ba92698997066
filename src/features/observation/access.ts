import { type Actor, hasRole, isAtPortal, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Who sets goals and scores them: those who treat. Whose visits is asked with the visit. */
export const mayScore = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** Numbers over time are read by those who treat; whose, the wall asks. */
export const mayReadCourse = (actor: Actor): actor is StaffActor => isStaff(actor) && hasRole(actor, 'practitioner')

/** Patients and who acts for them see their own. */
export const maySeeOwnCourse = (actor: Actor): actor is PatientActor => isAtPortal(actor)
