import { type Actor, hasRole, isStaff, ownsClinic, type StaffActor } from '#domain/actor.ts'

/** Which devices there are is read by everybody who books or treats. */
export const maySeeDeviceSetup = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

export const mayEditDevices = (actor: Actor): actor is StaffActor => ownsClinic(actor)
