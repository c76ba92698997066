import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** A recall is opened and signed off, and a drill held, by the owner or the clinical lead. */
export const mayRecall = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || actor.clinicalLead)

/** The whole case, with visits and needles, is for those who answer for it. */
export const mayReadRecall = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner', 'practitioner') || actor.clinicalLead)

/** Whoever tells people: a name, a way to reach them and the words, nothing of their visits. */
export const mayTellPeople = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')
