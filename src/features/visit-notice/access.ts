import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who arranges visits sees what was sent about them: that it was, when and how, and not what it said of a treatment. */
export const maySeeNotices = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')
