import { type Actor, hasRole, isStaff, ownsClinic, type StaffActor } from '#domain/actor.ts'

/** Who may open a record outside their care, with a reason: those who treat, and the owner. */
export const mayBreakGlass = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'owner')

/** Who looks into records that were opened so: the clinical lead, and into the lead's own the owner. */
export const mayReview = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (actor.clinicalLead || ownsClinic(actor))

/** Whether this opening is theirs to look into: never one's own. */
export const mayReviewOf = (
  actor: StaffActor,
  opening: { readonly identityId: string; readonly byLead: boolean },
): boolean => opening.identityId !== actor.identityId && (actor.clinicalLead || (opening.byLead && ownsClinic(actor)))
