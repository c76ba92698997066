import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who works with needles, or owns the clinic, reads what it wants to be safe with them. */
export const maySeeSafety = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'assistant')

/** The owner and the clinical lead set it; only the lead's name approves it. */
export const mayDecideSafety = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || actor.clinicalLead)
