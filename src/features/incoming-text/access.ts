import { type Actor, hasRole, isStaff, type StaffActor, type SystemActor } from '#domain/actor.ts'

/** What the provider of texts tells us comes in signed, and is carried in by nobody in particular. Nobody who signs in may. */
export const isTheProvider = (actor: Actor): actor is SystemActor => actor.kind === 'system'

/** What somebody wrote is read by those who treat: it may be about their health. */
export const mayReadTexts = (actor: Actor): actor is StaffActor => isStaff(actor) && hasRole(actor, 'practitioner')
