import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who sees and drafts the clinic's rules of rest, and what a change would touch. */
export const mayDraftRules = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')

/** A draft is put in force by a clinical lead alone. */
export const mayApproveRules = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.clinicalLead

/** Everyone who works here sees that somebody rests longer; why is for eyes that the clinical record is open to. */
export const maySeeLongerRest = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Who may let somebody rest longer: those who treat; only people in their care is asked with the patient. */
export const mayLengthenRest = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
