import {
  type Actor,
  actsForPatient,
  hasRole,
  isStaff,
  type PatientActor,
  type StaffActor,
  type SystemActor,
} from '#domain/actor.ts'

/** How somebody is reached is seen and kept by whoever arranges visits, and by patients for themselves. */
export const mayKeepContact = (actor: Actor): actor is StaffActor | PatientActor =>
  actor.kind === 'patient' || maySeeContact(actor)

/** Addresses and telephones are put right by whoever arranges visits. */
export const maySeeContact = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

export const isContactOf = (actor: Actor, patientId: string): boolean =>
  isStaff(actor) || actsForPatient(actor, patientId)

/** A link in a message does what it is for, and nobody has to sign in for it; nobody who did may say it was pressed. */
export const isALink = (actor: Actor): actor is SystemActor => actor.kind === 'system'
