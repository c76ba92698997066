import { type Actor, isStaff, type StaffActor } from '#domain/actor.ts'

/** In an emergency anybody who works here may call, comes, and says that it is over. */
export const mayCallHelp = (actor: Actor): actor is StaffActor => isStaff(actor)
