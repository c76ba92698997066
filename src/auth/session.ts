import { type SessionKind, sessionStands } from './session-rules.ts'
import type { SignIn } from './sign-in.ts'

export interface Session {
  readonly id: string
  readonly identityId: string
  readonly kind: SessionKind
  /** Staff only: the clinic they work in now; null until somebody of two clinics has chosen. */
  readonly clinicId: string | null
  readonly email: string
}

/** How long a busy person's session may lag behind before it is written down that they are still there. */
const SEEN_EVERY_MS = 60_000

/**
 * The session behind a request's cookie, or null. `seen` says that a person is at the screen: only that keeps a session
 * from ending idle, so a screen that refreshes itself does not.
 */
export const readSession = async (
  signIn: SignIn,
  kind: SessionKind,
  headers: Headers,
  seen: boolean,
): Promise<Session | null> => {
  const read = await signIn.library[kind].api.getSession({ headers })
  if (read === null || read.session.kind !== kind) return null
  const { id, createdAt, updatedAt, clinicId } = read.session
  const nowMs = signIn.now()
  if (!sessionStands({ kind, createdMs: createdAt.getTime(), seenMs: updatedAt.getTime() }, nowMs)) return null
  if (seen && nowMs - updatedAt.getTime() >= SEEN_EVERY_MS) {
    await signIn.store.query('UPDATE "session" SET "updatedAt" = $2 WHERE "id" = $1', [id, new Date(nowMs)])
  }
  return { id, identityId: read.user.id, kind, clinicId: clinicId ?? null, email: read.user.email }
}

/** Ends every session of an identity, at staff's and patients' doors alike. */
export const endAllSessions = async (signIn: SignIn, identityId: string): Promise<void> => {
  await signIn.store.query('DELETE FROM "session" WHERE "userId" = $1', [identityId])
}
