import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Where alerts go everybody who works here says for themselves. */
export const mayBeAlerted = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Who is told of what rings, and how, is seen by whoever sees who treats; nobody's number is. */
export const maySeeWhoIsTold = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')
