import { type Actor, hasRole, isStaff, ownsClinic, type StaffActor } from '#domain/actor.ts'

/** Licences are read by those who own and who treat; what booking needs of them, a refusal says. */
export const maySeePractitioners = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')

/** Who treats here, and what they may do, is written down by the owner. */
export const mayEditPractitioners = (actor: Actor): actor is StaffActor => ownsClinic(actor)
