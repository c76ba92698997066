import { type Actor, hasRole, isStaff, type PatientActor, type StaffActor, type SystemActor } from '#domain/actor.ts'

/** Patients and who acts for them read their own aftercare. */
export const mayReadOwnAftercare = (actor: Actor): actor is PatientActor => actor.kind === 'patient'

/** What became of a message is told by whoever carried it, through a signed door. Nobody who signs in may say so. */
export const isACarrier = (actor: Actor): actor is SystemActor => actor.kind === 'system'

/** Who sees what was sent, and sees to what did not arrive: those who arrange and those who treat. */
export const maySeeMessages = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')
