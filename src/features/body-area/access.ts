import { type Actor, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Areas are picked by everyone who books; what is risky where is for staff. */
export const maySeeAreas = (actor: Actor): actor is StaffActor | PatientActor =>
  isStaff(actor) || actor.kind === 'patient'
