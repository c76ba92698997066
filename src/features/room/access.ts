import { type Actor, hasRole, isStaff, ownsClinic, type StaffActor } from '#domain/actor.ts'

/** How rooms are set up is read by everybody who books or treats. */
export const maySeeRoomSetup = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

export const mayEditRooms = (actor: Actor): actor is StaffActor => ownsClinic(actor)
