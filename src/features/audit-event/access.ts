import { type Actor, hasRole, isAtPortal, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'

/** Who reads the trail: the owner all of it, those who treat what they did themselves. */
export const mayReadTrail = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')

/** Whose deeds the actor may see: null for everybody's. */
export const seesDeedsOf = (actor: StaffActor): string | null => (hasRole(actor, 'owner') ? null : actor.identityId)

/** Patients and who acts for them may know who opened their record. */
export const mayKnowWhoReads = (actor: Actor): actor is PatientActor => isAtPortal(actor)
