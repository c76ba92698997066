import { appendAudit } from '#db/audit.ts'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { log } from '#lib/log.ts'
import { type Answer, goOn, type Stay, stay } from './answer.ts'
import { countAttempts, forgetAttempts, LIMITS } from './attempts.ts'
import { deviceOf, knownDevice } from './device.ts'
import { keepOnDevice } from './device-sessions.ts'
import type { DoorRequest } from './door.ts'
import { homeOf } from './home.ts'
import { membershipsOf, type StaffMembership } from './membership.ts'
import { judgePassword } from './password-rules.ts'
import { endAllSessions, readSession } from './session.ts'
import type { SignIn } from './sign-in.ts'
import { sweep } from './sweep.ts'

const SIGN_IN_PAGE = '/sign-in'
const CLINIC_PAGE = '/sign-in/clinic'
const ACCOUNT_PAGE = '/account'

/** Signs a member of staff in. Unknown address, wrong password and no clinic are one answer, after the same work. */
export const signInStaff = async (door: DoorRequest, typed: { email: string; password: string }): Promise<Answer> => {
  const opened = await openByPassword(door, typed, SIGN_IN_PAGE)
  if (!opened.ok) return opened
  const [only, second] = opened.memberships
  if (only === undefined) return stay('wrong', SIGN_IN_PAGE)
  if (second !== undefined) return goOn(CLINIC_PAGE, opened.cookies)
  await recordAtDoor(door.signIn, opened.identityId, only, 'sign-in')
  return goOn(homeOf(only.roles), opened.cookies)
}

type Opened = Extract<Answer, { ok: true }> & {
  readonly identityId: string
  readonly memberships: readonly StaffMembership[]
}

/** Opens a session by password, on the device of the request and by its limits. */
export const openByPassword = async (
  { signIn, headers, client, inBackground }: DoorRequest,
  { email, password }: { email: string; password: string },
  back: string,
): Promise<Opened | Stay> => {
  const attempt = await countAttempts(signIn.store, signIn.now(), [
    [LIMITS.passwordPerAccount, email],
    [LIMITS.passwordPerClient, client],
  ])
  if (!attempt.allowed) return stay('too-many', back, attempt.retryAfterSeconds)
  const opened = await signIn.library.staff.api.signInEmail({
    body: { email, password },
    headers: new Headers(),
    asResponse: true,
  })
  if (!opened.ok) {
    log.warn({ reason: 'wrong' }, 'sign-in refused')
    // after the answer: who is known must not be told by the time it takes
    inBackground(() => recordRefusedSignIn(signIn, email))
    return stay('wrong', back)
  }
  inBackground(() => sweep(signIn))
  await forgetAttempts(signIn.store, LIMITS.passwordPerAccount, email)
  const { user, token }: { user: { id: string }; token: string } = await opened.json()
  const { deviceId, cookies } = knownDevice(headers, signIn.publicUrl)
  await keepOnDevice(signIn, token, deviceId)
  const memberships = await membershipsOf(signIn.store, user.id)
  return {
    ...{ ok: true, next: SIGN_IN_PAGE, cookies: [...opened.headers.getSetCookie(), ...cookies] },
    ...{ identityId: user.id, memberships },
  }
}

/** Chooses one of the person's own clinics for this session; any other id is refused (L16). */
export const chooseClinic = async (
  { signIn, headers }: DoorRequest,
  { clinicId }: { clinicId: string },
): Promise<Answer> => {
  const session = await readSession(signIn, 'staff', headers, true)
  if (session === null) return stay('signed-out', SIGN_IN_PAGE)
  const memberships = await membershipsOf(signIn.store, session.identityId)
  const chosen = memberships.find((membership) => membership.clinicId === clinicId)
  if (chosen === undefined) return stay('choose-clinic', CLINIC_PAGE)
  await signIn.store.query('UPDATE "session" SET "clinicId" = $2 WHERE "id" = $1', [session.id, chosen.clinicId])
  await recordAtDoor(signIn, session.identityId, chosen, 'sign-in')
  return goOn(homeOf(chosen.roles))
}

/** Sets a new password for who knows the old one; every other session of theirs ends. */
export const changePassword = async (
  { signIn, headers }: DoorRequest,
  { current, next }: { current: string; next: string },
): Promise<Answer> => {
  const session = await readSession(signIn, 'staff', headers, true)
  if (session === null) return stay('signed-out', SIGN_IN_PAGE)
  const attempt = await countAttempts(signIn.store, signIn.now(), [[LIMITS.passwordPerAccount, session.email]])
  if (!attempt.allowed) return stay('too-many', ACCOUNT_PAGE, attempt.retryAfterSeconds)
  const memberships = await membershipsOf(signIn.store, session.identityId)
  const about = [session.email, ...memberships.flatMap(({ name, clinicName }) => [name, clinicName])]
  const problem = judgePassword(next, about)
  if (problem !== null) return stay(`password-${problem}`, ACCOUNT_PAGE)
  const changed = await signIn.library.staff.api.changePassword({
    body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
    headers,
    asResponse: true,
  })
  if (!changed.ok) return stay('wrong', ACCOUNT_PAGE)
  await forgetAttempts(signIn.store, LIMITS.passwordPerAccount, session.email)
  // the session that replaces the old one goes on in the same clinic and on the same device
  await signIn.store.query(
    'UPDATE "session" SET "clinicId" = $2, "deviceId" = $3 WHERE "userId" = $1 AND "kind" = \'staff\'',
    [session.identityId, session.clinicId, deviceOf(headers)],
  )
  const membership = memberships.find(({ clinicId }) => clinicId === session.clinicId)
  if (membership !== undefined) await recordAtDoor(signIn, session.identityId, membership, 'change-password')
  return goOn(`${ACCOUNT_PAGE}?changed`, changed.headers.getSetCookie())
}

/** Ends the session; who else has signed in on this device may still unlock it. */
export const signOutStaff = async ({ signIn, headers }: DoorRequest): Promise<Answer> => {
  const left = await signIn.library.staff.api.signOut({ headers, asResponse: true })
  return goOn(`${SIGN_IN_PAGE}?ended`, left.headers.getSetCookie())
}

export const signOutStaffEverywhere = async (door: DoorRequest): Promise<Answer> => {
  const session = await readSession(door.signIn, 'staff', door.headers, false)
  if (session !== null) {
    await endAllSessions(door.signIn, session.identityId)
    const memberships = await membershipsOf(door.signIn.store, session.identityId)
    for (const membership of memberships) {
      await recordAtDoor(door.signIn, session.identityId, membership, 'sign-out-everywhere')
    }
  }
  return signOutStaff(door)
}

type DoorAction = 'sign-in' | 'change-password' | 'sign-out-everywhere' | 'unlock' | 'set-pin' | 'forget-pin'

/** Writes down at their clinic what somebody did at the door. */
export const recordAtDoor = async (
  signIn: SignIn,
  identityId: string,
  membership: StaffMembership,
  action: DoorAction,
): Promise<void> => {
  const { clinicId, name, roles, practitionerId, clinicalLead } = membership
  const actor: StaffActor = { kind: 'staff', identityId, clinicId, name, roles, practitionerId, clinicalLead }
  await asActor(signIn.database, actor, (tx) =>
    appendAudit(tx, actor, null, { action, entityType: 'Identity', entityId: identityId }),
  )
}

/** Somebody tried a known login and failed: its clinics see that, and not who it was, for nobody has shown that. */
const recordRefusedSignIn = async (signIn: SignIn, email: string): Promise<void> => {
  const { rows } = await signIn.store.query<{ id: string }>('SELECT "id" FROM "user" WHERE "email" = $1', [
    email.toLowerCase(),
  ])
  const [known] = rows
  if (known === undefined) return
  for (const { clinicId } of await membershipsOf(signIn.store, known.id)) {
    const actor = { kind: 'system', clinicId } as const
    await asActor(signIn.database, actor, (tx) =>
      appendAudit(tx, actor, null, { action: 'sign-in-refused', entityType: 'Identity', entityId: known.id }),
    )
  }
}
