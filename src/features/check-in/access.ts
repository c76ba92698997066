import {
  type Actor,
  hasRole,
  isAtPortal,
  isStaff,
  type PatientActor,
  readsClinical,
  type StaffActor,
} from '#domain/actor.ts'

/** Patients and who acts for them say how it goes after their own visits. */
export const mayAnswerOwn = (actor: Actor): actor is PatientActor => isAtPortal(actor)

/** What was answered is read by who treats and assists; whose answers, the wall decides. */
export const mayReadAnswers = (actor: Actor): actor is StaffActor => isStaff(actor) && readsClinical(actor)

/** What rings reaches everybody who works here; whom and when is decided with the clock. */
export const mayBeRung = (actor: Actor): actor is StaffActor => isStaff(actor)

/** How many alerts there were, and what came of them, is looked at by the owner and the clinical lead. */
export const mayReview = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && (hasRole(actor, 'owner') || actor.clinicalLead)
