import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here may see what lies where, and open a box in a room that somebody is to be treated in. */
export const maySeeStock = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Who receives, moves and counts needles, and sets a box aside. */
export const mayMoveStock = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

/** That a box may be used again, or longer than its label was read, is the owner's or the clinical lead's to say. */
export const mayReleaseStock = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || actor.clinicalLead)
