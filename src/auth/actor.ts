import type { Actor, PatientActor, StaffActor } from '#domain/actor.ts'
import { WHILE_HANDED_OVER } from './handed-over.ts'
import { clinicBySlug, membershipsOf } from './membership.ts'
import { patientsOf } from './portal-access.ts'
import { handedOverSession, readSession } from './session.ts'
import { type SignIn, sharedSignIn } from './sign-in.ts'

export interface ActorOptions {
  /** The clinic in the path of a patients' page: it chooses among the identity's own records and gives nothing. */
  readonly patientClinicSlug?: string
  /** False for what a screen asks for by itself. */
  readonly seen?: boolean
  /** The procedures that are asked for: a few are answered while a patient holds the device. */
  readonly procedures?: readonly string[]
}

/** Who acts in a request: all of it from the session and the clinic's own tables, nothing from the caller (L16). */
export const actorOf = (headers: Headers, options: ActorOptions = {}): Promise<Actor | null> =>
  actorIn(sharedSignIn(), headers, options)

export const actorIn = (signIn: SignIn, headers: Headers, options: ActorOptions = {}): Promise<Actor | null> =>
  options.patientClinicSlug === undefined
    ? staffIn(signIn, headers, options)
    : patientIn(signIn, headers, options.patientClinicSlug, options.seen ?? true)

/** Staff: asked of the membership at each request, so that who left yesterday is out today. */
const staffIn = async (signIn: SignIn, headers: Headers, options: ActorOptions): Promise<StaffActor | null> => {
  const { seen = true, procedures = [] } = options
  const signing = procedures.length > 0 && procedures.every((name) => WHILE_HANDED_OVER.includes(name))
  const session =
    (await readSession(signIn, 'staff', headers, seen)) ?? (signing ? await handedOverSession(signIn, headers) : null)
  if (session?.clinicId == null) return null
  const memberships = await membershipsOf(signIn.store, session.identityId)
  const membership = memberships.find((one) => one.clinicId === session.clinicId)
  if (membership === undefined) return null
  const { clinicId, name, roles, practitionerId, clinicalLead } = membership
  return { kind: 'staff', identityId: session.identityId, clinicId, name, roles, practitionerId, clinicalLead }
}

const patientIn = async (
  signIn: SignIn,
  headers: Headers,
  slug: string,
  seen: boolean,
): Promise<PatientActor | null> => {
  const session = await readSession(signIn, 'patient', headers, seen)
  if (session === null) return null
  const clinic = await clinicBySlug(signIn.store, slug)
  if (clinic === null) return null
  const patientIds = await patientsOf(signIn, session, clinic.id)
  if (patientIds.length === 0) return null
  return { kind: 'patient', identityId: session.identityId, clinicId: clinic.id, patientIds }
}
