import { type Actor, isStaff, keepsHoursOf, type StaffActor } from '#domain/actor.ts'
import type { Subject } from './schema.ts'

/** Hours and absences are kept by the owner and the desk; whoever treats keeps their own. */
export const mayKeepHours = (actor: Actor): actor is StaffActor => isStaff(actor) && keepsHoursOf(actor) !== null

/** Whether these hours are among those that the actor keeps. Others' are not there for them. */
export const keepsHours = (actor: StaffActor, { kind, id }: Subject): boolean => {
  const whose = keepsHoursOf(actor)
  return whose === 'everybody' || (kind === 'practitioner' && whose === id)
}

/** The one whose hours alone the actor keeps; null for those who keep everybody's. */
export const onlyOf = (actor: StaffActor): string | null => {
  const whose = keepsHoursOf(actor)
  return whose === 'everybody' ? null : whose
}
