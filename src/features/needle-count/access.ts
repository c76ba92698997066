import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who counts needles out and sees to those that did not come out: who treats and who assists; which visits is asked with the visit. */
export const mayCount = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** A needle stays in on purpose only by the word of who treats. */
export const mayLeaveInPlace = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null
