import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here may see what lies where. */
export const maySeeStock = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Who receives, moves and counts needles. */
export const mayMoveStock = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')
