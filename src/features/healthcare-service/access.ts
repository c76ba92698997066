import { type Actor, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Everyone who may book or be booked sees what is offered; patients only what is offered online. */
export const maySeeServices = (actor: Actor): actor is StaffActor | PatientActor =>
  isStaff(actor) || actor.kind === 'patient'
