import { SESSION_RULES, type SessionKind, sessionStands } from './session-rules.ts'
import type { SignIn } from './sign-in.ts'

export interface Session {
  readonly id: string
  readonly identityId: string
  readonly kind: SessionKind
  /** Staff only: the clinic they work in now; null until somebody of two clinics has chosen. */
  readonly clinicId: string | null
  readonly email: string
}

/** A session that is not too old, locked or not. */
export interface HeldSession extends Session {
  readonly createdMs: number
  readonly seenMs: number
  readonly locked: boolean
  readonly handedOver: boolean
}

/** How long a busy person's session may lag behind before it is written down that they are still there. */
const SEEN_EVERY_MS = 60_000
const MINUTE_MS = 60_000

/**
 * The session behind a request's cookie, or null; a locked one is none. `seen` says that a person is at the screen: only
 * that keeps a session from ending idle, so a screen that refreshes itself does not.
 */
export const readSession = async (
  signIn: SignIn,
  kind: SessionKind,
  headers: Headers,
  seen: boolean,
): Promise<Session | null> => {
  const held = await heldSession(signIn, kind, headers)
  if (held === null || held.locked) return null
  const nowMs = signIn.now()
  if (!sessionStands(held, nowMs)) return null
  if (nowMs - held.seenMs >= SEEN_EVERY_MS) {
    if (await wasLeftAlone(signIn, held, nowMs)) {
      await lockSession(signIn, held.id)
      return null
    }
    if (seen) await noteSeen(signIn, held.id, nowMs)
  }
  const { id, identityId, clinicId, email } = held
  return { id, identityId, kind, clinicId, email }
}

/** The session behind a request's cookie though it is locked; it opens nothing but the way back in. */
export const heldSession = async (signIn: SignIn, kind: SessionKind, headers: Headers): Promise<HeldSession | null> => {
  const read = await signIn.library[kind].api.getSession({ headers })
  if (read === null || read.session.kind !== kind) return null
  const { id, createdAt, updatedAt, clinicId, lockedAt, handedOver } = read.session
  const createdMs = createdAt.getTime()
  if (signIn.now() >= createdMs + SESSION_RULES[kind].absoluteMinutes * MINUTE_MS) return null
  return {
    ...{ id, identityId: read.user.id, kind, clinicId: clinicId ?? null, email: read.user.email },
    ...{ createdMs, seenMs: updatedAt.getTime(), locked: lockedAt != null, handedOver: handedOver === true },
  }
}

/** While a patient holds the device: whose session it is, for the few things that may be done then. */
export const handedOverSession = async (signIn: SignIn, headers: Headers): Promise<Session | null> => {
  const held = await heldSession(signIn, 'staff', headers)
  return held?.handedOver ? held : null
}

/** Whether the clinic wants this session locked by now; what was last seen may be a little later than is written down. */
const wasLeftAlone = async (signIn: SignIn, { clinicId, seenMs }: HeldSession, nowMs: number): Promise<boolean> => {
  if (clinicId === null) return false
  const { rows } = await signIn.store.query<{ minutes: number }>(
    'SELECT lock_after_minutes AS minutes FROM public.clinic WHERE id = $1',
    [clinicId],
  )
  const [clinic] = rows
  return clinic !== undefined && nowMs - seenMs >= clinic.minutes * MINUTE_MS + SEEN_EVERY_MS
}

const noteSeen = async (signIn: SignIn, id: string, nowMs: number): Promise<void> => {
  await signIn.store.query('UPDATE "session" SET "updatedAt" = $2 WHERE "id" = $1', [id, new Date(nowMs)])
}

/** Locks a session, for whoever comes next or for the patient who is handed the device. */
export const lockSession = async (signIn: SignIn, id: string, handedOver = false): Promise<void> => {
  await signIn.store.query('UPDATE "session" SET "lockedAt" = $2, "handedOver" = $3 WHERE "id" = $1', [
    id,
    new Date(signIn.now()),
    handedOver,
  ])
}

/** Ends every session of an identity, at staff's and patients' doors alike. */
export const endAllSessions = async (signIn: SignIn, identityId: string): Promise<void> => {
  await signIn.store.query('DELETE FROM "session" WHERE "userId" = $1', [identityId])
}
