import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who may write down what a patient answered; only in their own visits, which is asked with the visit. */
export const mayAnswer = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** Answers are read by who treats; who assists counts and hands over. */
export const isTheirs = (actor: StaffActor, { practitionerId }: { readonly practitionerId: string }): boolean =>
  actor.practitionerId === practitionerId
