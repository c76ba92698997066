import { type Actor, hasRole, isStaff, ownsClinic, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Everyone who may book or be booked sees what is offered; patients only what is offered online. */
export const maySeeServices = (actor: Actor): actor is StaffActor | PatientActor =>
  isStaff(actor) || actor.kind === 'patient'

/** How services are set up, those given up included, is read by everybody who books or treats. */
export const maySeeServiceSetup = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

/** What the clinic offers is the owner's to decide. */
export const mayEditServices = (actor: Actor): actor is StaffActor => ownsClinic(actor)
