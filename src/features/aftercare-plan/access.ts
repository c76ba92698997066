import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who writes plans and texts takes words from the library. */
export const mayUseLibrary = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')
