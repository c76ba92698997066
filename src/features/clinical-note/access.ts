import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who reads and writes notes: those who treat. Which visits' is asked with the visit. */
export const mayNote = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
