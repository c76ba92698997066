import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who reads and writes notes: those who treat. Which visits' is asked with the visit. */
export const mayNote = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** Who reads records of visits: those who treat, and the owner one that they opened with a reason; which ones is asked with the visit. */
export const mayReadRecords = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || mayNote(actor))

/** Whoever does not treat reads through the wall only what was opened to them. */
export const asReader = (actor: StaffActor): StaffActor =>
  hasRole(actor, 'practitioner') ? actor : { ...actor, brokeGlass: true }
