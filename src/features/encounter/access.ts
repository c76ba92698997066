import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who sees a day of visits: those who treat, and those who assist them. */
export const maySeeDay = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** Who may write in a visit's record at all; which visits is asked with the visit. */
export const mayRecord = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** Who may start, sign and complete visits; only their own. */
export const mayTreat = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** What a visit asks of the person writing in it: to be its practitioner, or to be there to assist. */
export type Part = 'treats' | 'assists'

/** Whether this person may play that part in a visit of that practitioner. */
export const mayTakePart = (actor: StaffActor, part: Part, visit: { readonly practitionerId: string }): boolean =>
  actor.practitionerId === visit.practitionerId || (part === 'assists' && hasRole(actor, 'assistant'))
