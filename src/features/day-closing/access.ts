import { type Actor, isStaff, type StaffActor } from '#domain/actor.ts'

/** Whoever leaves last closes the day. */
export const mayCloseDay = (actor: Actor): actor is StaffActor => isStaff(actor)
