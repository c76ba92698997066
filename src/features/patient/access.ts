import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who looks people up and enters new ones. Assistants see only today's, from the day itself. */
export const mayFindPatients = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

/** Everyone who works here may open a summary; for assistants the query asks whether the person comes today. */
export const maySeePatients = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Whether only people with a visit today are open to the actor. */
export const seesOnlyToday = (actor: StaffActor): boolean => !hasRole(actor, 'owner', 'practitioner', 'desk')

/** Who may ask for somebody's record: those who treat, and the owner; whether it is open to them is asked there. */
export const mayAskForRecord = (actor: StaffActor): boolean => hasRole(actor, 'owner', 'practitioner')
