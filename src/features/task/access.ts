import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** The to-do list is for those who arrange and treat; who assists works from the day. */
export const maySeeTasks = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

/** Whoever was asked to allow a visit answers; only those who treat are. */
export const mayDecline = (actor: Actor): actor is StaffActor & { readonly practitionerId: string } =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** What the desk and the owner see: whom to contact and what to arrange, without clinical content. All else is a practitioner's. */
export const CONTACT_KINDS: readonly string[] = [
  'visit-to-move',
  'allow-visit',
  'visit-not-allowed',
  'message-not-delivered',
  'call-patient',
  'wrong-person',
  'lot-to-check',
  'recall-to-tell',
  'answer-emergency',
  'answer-concerning',
  'answer-unclear',
  'needle-found',
  'no-answer',
]

/** Which tasks the actor sees: every kind for who treats, but of others' only what anybody may do. */
export const tasksFor = (actor: StaffActor) => ({
  kinds: hasRole(actor, 'practitioner') ? null : CONTACT_KINDS,
  practitionerId: hasRole(actor, 'owner', 'desk') ? null : actor.practitionerId,
})

/** Kinds that are closed with a note of what came of it, and never ticked off. */
export const WITH_A_NOTE: readonly string[] = ['answer-emergency', 'answer-concerning', 'answer-unclear', 'no-answer']
