import { type Actor, actsForPatient, hasRole, isStaff, type PatientActor, type StaffActor } from '#domain/actor.ts'
import { mayArrange } from '#domain/appointment/permission.ts'

/** Everyone who works here sees the day; an assistant only today's (asked again with the date). */
export const maySeeDay = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Whether the actor may see the day asked for: who only assists sees today. */
export const maySeeDate = (actor: StaffActor, date: string, today: string): boolean =>
  hasRole(actor, 'owner', 'practitioner', 'desk') || date === today

/** Who books, moves and cancels: the clinic's people except assistants, and patients for themselves. */
export const mayBook = (actor: Actor): actor is StaffActor | PatientActor =>
  actor.kind === 'patient' || (isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk'))

/** Who answers requests and puts right what was marked: the clinic's people except assistants. */
export const mayArrangeVisits = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

/** Whether the actor may arrange visits for this patient. */
export const mayBookFor = (actor: Actor, patientId: string): boolean => mayArrange(actor, actor.clinicId, patientId)

/** Who receives people: every role of the clinic; which visits and actions, the transition table says. */
export const mayReceive = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Whether the actor may read this visit: staff all of the clinic's, patients their own. */
export const mayReadVisit = (actor: Actor, patientId: string): boolean =>
  isStaff(actor) || actsForPatient(actor, patientId)
