import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who has somebody on the telephone while somebody else stands at the desk: whoever books for others. */
export const mayPark = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')
