import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'
import type { AlarmStage } from '#domain/encounter/removal-alarm.ts'

/** Everybody who works here can be called. */
export const mayBeCalled = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Whether an alarm of this visit has reached this person: whose visit it is, who assists, then the desk, then everybody. */
export const isCalled = (actor: StaffActor, stage: AlarmStage, practitionerId: string): boolean => {
  if (stage === 'everyone' || actor.practitionerId === practitionerId || hasRole(actor, 'assistant')) return true
  return stage === 'desk' && hasRole(actor, 'desk')
}
