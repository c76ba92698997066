import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here may see and keep the stock. */
export const mayKeepStock = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Needles are used by who treats and who assists. */
export const mayUseLots = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** A recall is opened by the owner or the clinical lead. */
export const mayRecall = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || actor.clinicalLead)

/** Who a lot reached, and with how many needles, is shown to those who answer for it; the desk will get names only. */
export const mayTraceLots = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner', 'practitioner') || actor.clinicalLead)
