import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who works with needles, or owns the clinic, reads what it wants to be safe with them. */
export const maySeeSafety = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'assistant')

/** Who looks after it: the owner, and the clinical lead, who puts it in force. */
export const mayDecideSafety = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || actor.clinicalLead)
