export type Role = 'owner' | 'practitioner' | 'assistant' | 'desk' | 'patient'

/** A person of the clinic, with every role they hold there. */
export interface StaffActor {
  readonly kind: 'staff'
  readonly identityId: string
  readonly clinicId: string
  readonly name: string
  readonly roles: readonly Role[]
  /** Set for those who treat; null for desk, owner and assistants. */
  readonly practitionerId: string | null
  readonly clinicalLead: boolean
  /** Whose visit is on their screen, as the screen believes: nothing is written into anybody else's (Z6). */
  readonly atPatientId?: string
  /** They read one record that they opened outside their care; which one, the wall asks itself. */
  readonly brokeGlass?: true
}

/** A patient, guardian or carer at the patients' pages of one clinic. */
export interface PatientActor {
  readonly kind: 'patient'
  readonly identityId: string
  readonly clinicId: string
  /** Their own record and those of the people they may act for. */
  readonly patientIds: readonly string[]
}

/** The clinic's own jobs, acting for nobody in particular. */
export interface SystemActor {
  readonly kind: 'system'
  readonly clinicId: string
}

export type Actor = StaffActor | PatientActor | SystemActor

/** Whether the actor works at the clinic. */
export const isStaff = (actor: Actor): actor is StaffActor => actor.kind === 'staff'

/** Whether the actor holds at least one of the roles; patients hold only 'patient', jobs hold none. */
export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  actor.kind === 'staff'
    ? actor.roles.some((role) => roles.includes(role))
    : actor.kind === 'patient' && roles.includes('patient')

/** Whether the actor is at the patients' pages: a patient, guardian or carer. */
export const isAtPortal = (actor: Actor): actor is PatientActor => actor.kind === 'patient'

/** Whether the actor reads the clinical record: who treats or assists, and jobs; the desk and the owner do not. */
export const readsClinical = (actor: Actor): boolean =>
  actor.kind === 'system' ||
  (isStaff(actor) && (actor.brokeGlass === true || hasRole(actor, 'practitioner', 'assistant')))

/**
 * Whose records the wall opens to the actor: everybody's to jobs, to who assists (whom today is asked with the visit) and to
 * the clinical lead; to others who treat those in their own care (their id); to everybody else nobody's (null).
 */
export const caresFor = (actor: Actor): string | null => {
  if (actor.kind === 'system' || hasRole(actor, 'assistant')) return 'everybody'
  if (!isStaff(actor) || !hasRole(actor, 'practitioner')) return null
  return actor.clinicalLead ? 'everybody' : actor.practitionerId
}

/** Whether the actor owns the clinic: how it is set up is theirs to change. */
export const ownsClinic = (actor: Actor): actor is StaffActor => isStaff(actor) && hasRole(actor, 'owner')

/** Whether the actor keeps the stock: which needles there are, what comes in and where it lies. */
export const keepsStock = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner', 'desk')

/** Whose hours and absences the actor keeps: everybody's, those of one practitioner (their id), or nobody's (null). */
export const keepsHoursOf = (actor: Actor): string | null => {
  if (hasRole(actor, 'owner', 'desk')) return 'everybody'
  return isStaff(actor) && hasRole(actor, 'practitioner') ? actor.practitionerId : null
}

/** Whether the actor is this patient or may act for them; staff never act as a patient. */
export const actsForPatient = (actor: Actor, patientId: string): actor is PatientActor =>
  actor.kind === 'patient' && actor.patientIds.includes(patientId)

/** Whether the actor treats as this practitioner. */
export const isPractitioner = (actor: Actor, practitionerId: string): boolean =>
  actor.kind === 'staff' && actor.practitionerId === practitionerId && actor.roles.includes('practitioner')
