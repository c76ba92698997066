import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who writes an incident down: who treats, and who assists; of which visits is asked with the visit. */
export const mayRecordIncident = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** Who reads incidents: practitioners those of their own visits, the clinical lead all of the clinic's. */
export const maySeeIncidents = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** Whose visits' incidents: everybody's for the clinical lead (null), else one's own. */
export const incidentsOfWhom = (actor: StaffActor): string | null => (actor.clinicalLead ? null : actor.practitionerId)
