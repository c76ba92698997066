import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who writes letters and reads replies: those who treat. Whose patients is asked with the letter. */
export const mayRefer = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
