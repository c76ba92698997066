import { type Actor, actsForPatient, hasRole, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here reads what visits have to be like (who assists only of today's people); patients their own. */
export const maySeeNeeds = (actor: Actor): actor is StaffActor | PatientActor =>
  isStaff(actor) || actor.kind === 'patient'

/** Needs are written down by whoever arranges visits, and by patients for themselves. */
export const mayEditNeeds = (actor: Actor): actor is StaffActor | PatientActor =>
  actor.kind === 'patient' || (isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk'))

/** Whose needs these are to edit: a patient's own, and for staff everybody's of the clinic. */
export const mayEditNeedsOf = (actor: Actor, patientId: string): boolean =>
  isStaff(actor) || actsForPatient(actor, patientId)

/** How much longer visits take is for the clinic to say: it is time of its people. */
export const mayLengthen = (actor: Actor): boolean => isStaff(actor)
