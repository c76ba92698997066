import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who sets goals and scores them: those who treat. Whose visits is asked with the visit. */
export const mayScore = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
