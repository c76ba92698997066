import type { Actor, PatientActor } from '#domain/actor.ts'

/** Patients and who acts for them read their own aftercare. */
export const mayReadOwnAftercare = (actor: Actor): actor is PatientActor => actor.kind === 'patient'
