import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who ticks in the room: who treats and who assists; of which visits is asked with the visit. */
export const mayTick = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** What is ticked is the owner's and the clinical lead's to say. */
export const mayDecideTicks = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || actor.clinicalLead)
