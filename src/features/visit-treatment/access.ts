import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who writes down what was done without needles: those who treat. Whose visits is asked with the visit. */
export const mayRecordTreatment = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
