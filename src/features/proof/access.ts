import { type Actor, hasRole, isStaff, readsClinical, type StaffActor } from '#domain/actor.ts'

/** What was sent about a visit is for those who arrange and treat. What was answered, the wall lets through or not. */
export const maySeeSent = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

/** Which words were sent, and that somebody of the clinic was called, says something of a body. */
export const maySeeWhatWasSent = (actor: StaffActor): boolean => readsClinical(actor)

/** Rates are for those who answer for them. */
export const maySeeRates = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')

/** Whose visits are counted: null for everybody's. */
export const ratesOfWhom = (actor: StaffActor): string | null =>
  hasRole(actor, 'owner') || actor.clinicalLead ? null : actor.practitionerId
