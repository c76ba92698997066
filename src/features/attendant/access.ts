import { type Actor, hasRole, isStaff, ownsClinic, type StaffActor } from '#domain/actor.ts'

/** Which attendants there are is read by everybody who books or treats. */
export const maySeeAttendantSetup = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

export const mayEditAttendants = (actor: Actor): actor is StaffActor => ownsClinic(actor)
