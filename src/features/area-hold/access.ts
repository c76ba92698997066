import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here sees that an area is on hold; why is for eyes that the clinical record is open to. */
export const maySeeHolds = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Who may place and clear holds: those who treat; only of people in their care is asked with the patient. */
export const mayHold = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
