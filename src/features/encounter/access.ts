import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'

/** Who sees a day of visits: those who treat, and those who assist them. */
export const maySeeDay = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** Who may write in a visit's record at all; which visits is asked with the visit. */
export const mayRecord = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner', 'assistant')

/** Who may start, sign and complete visits; only their own. */
export const mayTreat = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'practitioner') && actor.practitionerId !== null

/** What a visit asks of the person writing in it: to be its practitioner, or to be there to assist. */
export type Part = 'treats' | { readonly assistsAtMs: number }

interface VisitOfSomebody {
  readonly practitionerId: string
  readonly startMs: number
  readonly zone: string
}

/** Whether this person may play that part in a visit: it is theirs, or they assist and it is today's. */
export const mayTakePart = (
  actor: StaffActor,
  part: Part,
  { practitionerId, startMs, zone }: VisitOfSomebody,
): boolean =>
  actor.practitionerId === practitionerId ||
  (part !== 'treats' && hasRole(actor, 'assistant') && mayAssistOn(localDateOf(startMs, zone), part.assistsAtMs, zone))

/** Who assists helps with today, not with what was or will be. */
const mayAssistOn = (date: string, nowMs: number, zone: string): boolean => date === localDateOf(nowMs, zone)

/** Whether the actor may see a day of visits: those who treat any of theirs, those who only assist today. */
export const maySeeDate = (actor: StaffActor, date: string, nowMs: number, zone: string): boolean =>
  hasRole(actor, 'practitioner') || mayAssistOn(date, nowMs, zone)
