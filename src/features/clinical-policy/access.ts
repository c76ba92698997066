import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who reads the clinic's policies with their versions, and drafts the next. */
export const mayDraftPolicies = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')

/** A policy is put in force by a clinical lead alone, who may have drafted it. */
export const mayApprovePolicies = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.clinicalLead
