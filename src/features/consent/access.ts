import { type Actor, hasRole, isAtPortal, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Who hands the paper over and takes the signature: who treats, and who assists today; which visit is asked with it. */
export const mayTakeConsent = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** Who takes a consent back for a patient who says so, and notes what was talked about: who treats, in their own visits. */
export const mayCareForConsent = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** Who signs beforehand and takes back at the patients' pages, for those they act for. */
export const maySignOwn = (actor: Actor): actor is PatientActor => isAtPortal(actor)
