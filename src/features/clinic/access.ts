import { type Actor, isStaff, ownsClinic, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here reads the clinic's setting: rooms and people are what days are made of. */
export const maySeeSetting = (actor: Actor): actor is StaffActor => isStaff(actor)

/** What a clinic widens of everybody's rights is its owner's to say. */
export const mayWidenRights = (actor: Actor): actor is StaffActor => ownsClinic(actor)

/** What the record of a needling asks for is how the clinic is set up, and so its owner's to say. */
export const mayShapeRecord = (actor: Actor): actor is StaffActor => ownsClinic(actor)
