export type SessionKind = 'staff' | 'patient'

export interface SessionRule {
  readonly idleMinutes: number
  readonly absoluteMinutes: number
}

/** A clinic's screen is shared and stands in a room with patients; a patient's telephone is their own. */
export const SESSION_RULES: Readonly<Record<SessionKind, SessionRule>> = {
  staff: { idleMinutes: 60, absoluteMinutes: 12 * 60 },
  patient: { idleMinutes: 24 * 60, absoluteMinutes: 7 * 24 * 60 },
}

/** How long a mailed link may be pressed. */
export const LINK_MINUTES = 15

const MINUTE_MS = 60_000

/** Whether a session still stands: neither left alone for too long nor too old, however busy. Instants in epoch ms. */
export const sessionStands = (
  session: { readonly kind: SessionKind; readonly createdMs: number; readonly seenMs: number },
  nowMs: number,
): boolean => {
  const { idleMinutes, absoluteMinutes } = SESSION_RULES[session.kind]
  return nowMs < session.seenMs + idleMinutes * MINUTE_MS && nowMs < session.createdMs + absoluteMinutes * MINUTE_MS
}
