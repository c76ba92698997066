import { type Actor, isAtPortal, isStaff, type PatientActor, readsClinical, type StaffActor } from '#domain/actor.ts'

/** Patients and who acts for them say how it goes after their own visits. */
export const mayAnswerOwn = (actor: Actor): actor is PatientActor => isAtPortal(actor)

/** What was answered is read by who treats and assists; whose answers, the wall decides. */
export const mayReadAnswers = (actor: Actor): actor is StaffActor => isStaff(actor) && readsClinical(actor)
