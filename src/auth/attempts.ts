import { createHash } from 'node:crypto'
import type { AuthStore } from './store.ts'

export interface Limit {
  readonly name: string
  readonly max: number
  readonly windowSeconds: number
}

/** Tries per address typed, whoever types it: counted for unknown ones as well, so a limit tells nothing. */
export const LIMITS = {
  passwordPerAccount: { name: 'password-account', max: 10, windowSeconds: 15 * 60 },
  // one clinic signs in from one address
  passwordPerClient: { name: 'password-client', max: 60, windowSeconds: 15 * 60 },
  // a few digits are soon guessed: the fifth wrong one in a row ends what they could open there
  pinOnDevice: { name: 'pin-device', max: 5, windowSeconds: 60 * 60 },
  pinPerAccount: { name: 'pin-account', max: 60, windowSeconds: 60 * 60 },
  linkPerAccount: { name: 'link-account', max: 5, windowSeconds: 15 * 60 },
  linkPerClient: { name: 'link-client', max: 40, windowSeconds: 15 * 60 },
  confirmPerClient: { name: 'confirm-client', max: 40, windowSeconds: 15 * 60 },
} as const satisfies Record<string, Limit>

export type Attempt = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number }

// what is counted stays out of the table: it may be a person's address
const keyOf = (limit: Limit, subject: string): string =>
  `${limit.name}:${createHash('sha256').update(subject.trim().toLowerCase()).digest('base64url')}`

/** Counts one try before any work is done; one statement, so parallel tries cannot slip past one another. */
export const countAttempt = async (
  store: AuthStore,
  limit: Limit,
  subject: string,
  nowMs: number,
): Promise<Attempt> => {
  const windowMs = limit.windowSeconds * 1000
  const { rows } = await store.query<{ count: number; lastRequest: string }>(
    `INSERT INTO "rateLimit" AS r ("key", "count", "lastRequest") VALUES ($1, 1, $2)
     ON CONFLICT ("key") DO UPDATE SET
       "count" = CASE WHEN r."lastRequest" <= $2::bigint - $3::bigint THEN 1 ELSE r."count" + 1 END,
       "lastRequest" = CASE WHEN r."lastRequest" <= $2::bigint - $3::bigint THEN $2 ELSE r."lastRequest" END
     RETURNING "count", "lastRequest"`,
    [keyOf(limit, subject), Math.trunc(nowMs), windowMs],
  )
  const [row] = rows
  if (row === undefined || row.count <= limit.max) return { allowed: true }
  const endsMs = Number(row.lastRequest) + windowMs
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((endsMs - nowMs) / 1000)) }
}

/** Counts one try against each limit; the longest wait wins. */
export const countAttempts = async (
  store: AuthStore,
  nowMs: number,
  tries: readonly (readonly [Limit, string])[],
): Promise<Attempt> => {
  let waitSeconds = 0
  for (const [limit, subject] of tries) {
    const attempt = await countAttempt(store, limit, subject, nowMs)
    if (!attempt.allowed) waitSeconds = Math.max(waitSeconds, attempt.retryAfterSeconds)
  }
  return waitSeconds === 0 ? { allowed: true } : { allowed: false, retryAfterSeconds: waitSeconds }
}

/** After a success the account starts anew, so that a forgetful morning does not lock out the afternoon. */
export const forgetAttempts = async (store: AuthStore, limit: Limit, subject: string): Promise<void> => {
  await store.query('DELETE FROM "rateLimit" WHERE "key" = $1', [keyOf(limit, subject)])
}
