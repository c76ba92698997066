import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who agrees on courses of visits: those who treat. Whose visits is asked with the visit. */
export const mayPlan = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
