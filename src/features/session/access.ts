import type { Actor, PatientActor, StaffActor } from '#domain/actor.ts'

/** Whoever is signed in may know as whom. */
export const maySeeOwnSession = (actor: Actor): actor is StaffActor | PatientActor => actor.kind !== 'system'
