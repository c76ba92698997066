import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { type Answer, goOn, stay } from './answer.ts'
import { countAttempts, forgetAttempts, LIMITS } from './attempts.ts'
import { deviceOf } from './device.ts'
import { endAllOnDevice, endOnDevice, type OnDevice, openAgain, peopleOnDevice } from './device-sessions.ts'
import type { DoorRequest } from './door.ts'
import { homeOf } from './home.ts'
import { membershipsOf } from './membership.ts'
import { judgePin, looksLikePin } from './pin-rules.ts'
import { heldSession, lockSession, readSession } from './session.ts'
import { openByPassword, recordAtDoor, signOutStaff } from './staff-door.ts'
import { staffPage } from './staff-page.ts'

const LOCKED_PAGE = '/locked'
const SIGN_IN_PAGE = '/sign-in'
const CLINIC_PAGE = '/sign-in/clinic'
const ACCOUNT_PAGE = '/account'

/** Locks the screen at once: the session is kept and opens nothing until its person, or another, unlocks. */
export const lockStaff = async ({ signIn, headers }: DoorRequest): Promise<Answer> => {
  const held = await heldSession(signIn, 'staff', headers)
  if (held === null) return goOn(SIGN_IN_PAGE)
  await lockSession(signIn, held.id)
  return goOn(LOCKED_PAGE)
}

/** Locks everything but signing, for as long as a patient holds the device. */
export const handOver = async ({ signIn, headers }: DoorRequest): Promise<Answer> => {
  const session = await readSession(signIn, 'staff', headers, true)
  if (session === null) return stay('signed-out', SIGN_IN_PAGE)
  await lockSession(signIn, session.id, true)
  return goOn(LOCKED_PAGE)
}

/**
 * Opens a locked device again, for the person who locked it or for another who has signed in there with their password:
 * by PIN, or by password.
 */
export const unlockStaff = async (
  door: DoorRequest,
  { person, secret, page }: { person?: string | undefined; secret: string; page?: string | undefined },
): Promise<Answer> => {
  const { signIn, headers } = door
  const deviceId = deviceOf(headers)
  const here = await heldSession(signIn, 'staff', headers)
  const wanted = person ?? here?.identityId
  const one = (await peopleOnDevice(signIn, headers)).find(({ identityId }) => identityId === wanted)
  if (deviceId === null || one === undefined) return stay('signed-out', SIGN_IN_PAGE)
  const opened = looksLikePin(secret)
    ? await openByPin(door, deviceId, one, secret)
    : await openByPassword(door, { email: one.email, password: secret }, LOCKED_PAGE)
  if (!opened.ok) return opened
  const memberships = await membershipsOf(signIn.store, one.identityId)
  const membership = memberships.find(({ clinicId }) => clinicId === one.clinicId)
  if (membership === undefined) return goOn(CLINIC_PAGE, opened.cookies)
  await recordAtDoor(signIn, one.identityId, membership, 'unlock')
  // back to where they were; whoever else comes begins with their own day
  const back = here?.identityId === one.identityId ? staffPage(page) : null
  return goOn(back ?? homeOf(membership.roles), opened.cookies)
}

const openByPin = async (
  { signIn, client }: DoorRequest,
  deviceId: string,
  one: OnDevice,
  pin: string,
): Promise<Answer> => {
  const onDevice = `${deviceId} ${one.identityId}`
  const attempt = await countAttempts(signIn.store, signIn.now(), [
    [LIMITS.pinOnDevice, onDevice],
    [LIMITS.pinPerAccount, one.identityId],
    [LIMITS.passwordPerClient, client],
  ])
  if (!attempt.allowed) {
    // whoever guesses has this device in hand: from here on it takes the password
    await endOnDevice(signIn, one.sessionId)
    return stay('pin-over', SIGN_IN_PAGE)
  }
  const { rows } = await signIn.store.query<{ hash: string }>('SELECT "hash" FROM "pin" WHERE "userId" = $1', [
    one.identityId,
  ])
  const [kept] = rows
  if (kept === undefined || !(await verifyPassword({ hash: kept.hash, password: pin }))) {
    return stay('pin-wrong', LOCKED_PAGE)
  }
  await forgetAttempts(signIn.store, LIMITS.pinOnDevice, onDevice)
  return goOn(LOCKED_PAGE, [await openAgain(signIn, deviceId, one)])
}

/** Sets the PIN of who knows their password; on every device it opens only what that password opened there. */
export const setPin = async (
  { signIn, headers }: DoorRequest,
  { password, pin }: { password: string; pin: string },
): Promise<Answer> => {
  const session = await readSession(signIn, 'staff', headers, true)
  if (session === null) return stay('signed-out', SIGN_IN_PAGE)
  const attempt = await countAttempts(signIn.store, signIn.now(), [[LIMITS.passwordPerAccount, session.email]])
  if (!attempt.allowed) return stay('too-many', ACCOUNT_PAGE, attempt.retryAfterSeconds)
  const problem = judgePin(pin)
  if (problem !== null) return stay(`pin-${problem}`, ACCOUNT_PAGE)
  const { rows } = await signIn.store.query<{ password: string }>(
    `SELECT "password" FROM "account" WHERE "userId" = $1 AND "providerId" = 'credential' AND "password" IS NOT NULL`,
    [session.identityId],
  )
  const [account] = rows
  if (account === undefined || !(await verifyPassword({ hash: account.password, password }))) {
    return stay('wrong', ACCOUNT_PAGE)
  }
  await forgetAttempts(signIn.store, LIMITS.passwordPerAccount, session.email)
  await signIn.store.query(
    `INSERT INTO "pin" ("userId", "hash", "setAt") VALUES ($1, $2, $3)
     ON CONFLICT ("userId") DO UPDATE SET "hash" = EXCLUDED."hash", "setAt" = EXCLUDED."setAt"`,
    [session.identityId, await hashPassword(pin), new Date(signIn.now())],
  )
  await recordInClinic(signIn, session, 'set-pin')
  return goOn(`${ACCOUNT_PAGE}?pin`)
}

/** Gives the PIN up: from then on only the password unlocks. */
export const forgetPin = async ({ signIn, headers }: DoorRequest): Promise<Answer> => {
  const session = await readSession(signIn, 'staff', headers, true)
  if (session === null) return stay('signed-out', SIGN_IN_PAGE)
  await signIn.store.query('DELETE FROM "pin" WHERE "userId" = $1', [session.identityId])
  await recordInClinic(signIn, session, 'forget-pin')
  return goOn(`${ACCOUNT_PAGE}?no-pin`)
}

/** Signs everybody out of a device, at the end of a day. */
export const signOutDevice = async (door: DoorRequest): Promise<Answer> => {
  const deviceId = deviceOf(door.headers)
  if (deviceId !== null) await endAllOnDevice(door.signIn, deviceId)
  return signOutStaff(door)
}

const recordInClinic = async (
  signIn: DoorRequest['signIn'],
  { identityId, clinicId }: { readonly identityId: string; readonly clinicId: string | null },
  action: 'set-pin' | 'forget-pin',
): Promise<void> => {
  const memberships = await membershipsOf(signIn.store, identityId)
  const membership = memberships.find((one) => one.clinicId === clinicId)
  if (membership !== undefined) await recordAtDoor(signIn, identityId, membership, action)
}
