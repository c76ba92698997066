import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Which needles went into whom is for those who answer for it; the desk gets names only, and only of a recall. */
export const mayTrace = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner', 'practitioner') || actor.clinicalLead)
