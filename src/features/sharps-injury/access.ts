import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Whoever works with needles writes an injury down. */
export const mayRecordInjury = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** Who reads injuries and looks for where they came from: practitioners their own and those they wrote down, the clinical lead all. */
export const maySeeInjuries = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** Which injuries are open to them: all to the clinical lead. */
export const injuriesOf = ({ clinicalLead, identityId, practitionerId }: StaffActor) =>
  clinicalLead ? {} : { OR: [{ byIdentityId: identityId }, { practitionerId }] }
