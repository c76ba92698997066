import { type Actor, isAtPortal, isStaff, type PatientActor, readsClinical, type StaffActor } from '#domain/actor.ts'

/** Patients and who acts for them add photos to what they answer after their own visits. */
export const mayAddPhotos = (actor: Actor): actor is PatientActor => isAtPortal(actor)

/** They are seen by whoever reads what was answered; whose, the wall decides. */
export const maySeePhotos = (actor: Actor): actor is StaffActor => isStaff(actor) && readsClinical(actor)
