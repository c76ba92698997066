import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who reads and keeps what is known of people's health: those who treat; of whom is asked with the patient. */
export const mayKeepConditions = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
