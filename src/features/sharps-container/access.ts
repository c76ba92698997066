import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Whoever works in the rooms, or owns the clinic, sees to its containers. */
export const mayKeepSharps = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'assistant')

/** Whose needles went into one is for those who may trace a needle; others read by whom and when. */
export const maySeeWhose = (actor: StaffActor): boolean => hasRole(actor, 'owner', 'practitioner') || actor.clinicalLead
