import { createHmac, randomBytes } from 'node:crypto'
import { deviceOf } from './device.ts'
import { SESSION_RULES } from './session-rules.ts'
import type { SignIn } from './sign-in.ts'

/** Somebody who signed in on a device with their password, not too long ago, and has not signed out since. */
export interface OnDevice {
  readonly sessionId: string
  readonly identityId: string
  readonly email: string
  readonly name: string
  readonly clinicId: string | null
  readonly createdAt: Date
  readonly hasPin: boolean
}

const MINUTE_MS = 60_000

/** Everybody whom the device of these requests knows, by name. */
export const peopleOnDevice = async (signIn: SignIn, headers: Headers): Promise<OnDevice[]> => {
  const deviceId = deviceOf(headers)
  if (deviceId === null) return []
  const { rows } = await signIn.store.query<OnDevice>(
    `SELECT DISTINCT ON (m.name, s."userId") s."id" AS "sessionId", s."userId" AS "identityId", u."email", m.name,
            s."clinicId", s."createdAt", p."userId" IS NOT NULL AS "hasPin"
     FROM "session" s JOIN "user" u ON u."id" = s."userId" LEFT JOIN "pin" p ON p."userId" = s."userId"
     JOIN public.membership m ON m.identity_id = s."userId" AND m.active
       AND (s."clinicId" IS NULL OR m.clinic_id::text = s."clinicId")
     WHERE s."deviceId" = $1 AND s."kind" = 'staff' AND s."createdAt" > $2
     ORDER BY m.name, s."userId", m.clinic_id`,
    [deviceId, new Date(signIn.now() - SESSION_RULES.staff.absoluteMinutes * MINUTE_MS)],
  )
  return rows
}

/** A session that a password opened is known on its device from now on: one a person, and everybody else's is locked. */
export const keepOnDevice = async (signIn: SignIn, token: string, deviceId: string): Promise<void> => {
  const { rows } = await signIn.store.query<{ id: string }>(
    `WITH before AS (
       DELETE FROM "session" old USING "session" new WHERE new."token" = $1 AND old."deviceId" = $2
         AND old."userId" = new."userId" AND old."id" <> new."id" RETURNING old."clinicId")
     UPDATE "session" SET "deviceId" = $2, "clinicId" = coalesce("clinicId", (SELECT "clinicId" FROM before LIMIT 1))
     WHERE "token" = $1 RETURNING "id"`,
    [token, deviceId],
  )
  const [kept] = rows
  if (kept !== undefined) await lockOthers(signIn, deviceId, kept.id)
}

/**
 * Opens a locked session again under a new token and gives the cookie for it; it ends when it would have ended. Whoever
 * else was at work on the device is locked out of sight.
 */
export const openAgain = async (signIn: SignIn, deviceId: string, one: OnDevice): Promise<string> => {
  const token = randomBytes(24).toString('base64url')
  const nowMs = signIn.now()
  await signIn.store.query(
    `UPDATE "session" SET "token" = $2, "lockedAt" = NULL, "handedOver" = false, "updatedAt" = $3 WHERE "id" = $1`,
    [one.sessionId, token, new Date(nowMs)],
  )
  await lockOthers(signIn, deviceId, one.sessionId)
  const endsMs = one.createdAt.getTime() + SESSION_RULES.staff.absoluteMinutes * MINUTE_MS
  return sessionCookie(signIn, token, Math.max(1, Math.floor((endsMs - nowMs) / 1000)))
}

const lockOthers = async (signIn: SignIn, deviceId: string, sessionId: string): Promise<void> => {
  await signIn.store.query(
    'UPDATE "session" SET "lockedAt" = $3 WHERE "deviceId" = $1 AND "id" <> $2 AND "lockedAt" IS NULL',
    [deviceId, sessionId, new Date(signIn.now())],
  )
}

/** The cookie as the sign-in library writes it: it has no way to open a session again, so its form is kept here. */
const sessionCookie = async ({ library }: SignIn, token: string, seconds: number): Promise<string> => {
  const { authCookies, secret } = await library.staff.$context
  const { name, attributes } = authCookies.sessionToken
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const secure = attributes.secure ? '; Secure' : ''
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** Ends a session of a device. */
export const endOnDevice = async (signIn: SignIn, sessionId: string): Promise<void> => {
  await signIn.store.query('DELETE FROM "session" WHERE "id" = $1', [sessionId])
}

/** Ends the sessions of everybody on a device. */
export const endAllOnDevice = async (signIn: SignIn, deviceId: string): Promise<void> => {
  await signIn.store.query('DELETE FROM "session" WHERE "deviceId" = $1', [deviceId])
}
