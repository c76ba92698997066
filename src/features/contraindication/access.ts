import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who sees what speaks against needling in a visit, and decides about it; only in their own, which is asked with it. */
export const mayDecide = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

export const isTheirs = (actor: StaffActor, { practitionerId }: { readonly practitionerId: string }): boolean =>
  actor.practitionerId === practitionerId

/** A decision of somebody under supervision is co-signed by a clinical lead. */
export const mayCoSign = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.clinicalLead

/** Who reads the rules, and how often each is passed over. */
export const maySeeRules = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')
