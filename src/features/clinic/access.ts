import { type Actor, isStaff, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here reads the clinic's setting: rooms and people are what days are made of. */
export const maySeeSetting = (actor: Actor): actor is StaffActor => isStaff(actor)
