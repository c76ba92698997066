import { LIMITS } from './attempts.ts'
import { SESSION_RULES } from './session-rules.ts'
import type { SignIn } from './sign-in.ts'

/** Drops sessions that nothing opens any more (a PIN may, on a device that knows them), links that are over and counters that hold nobody back. */
export const sweep = async ({ store, now }: SignIn): Promise<void> => {
  const nowMs = now()
  for (const [kind, { idleMinutes, absoluteMinutes }] of Object.entries(SESSION_RULES)) {
    await store.query(
      'DELETE FROM "session" WHERE "kind" = $1 AND (("updatedAt" < $2 AND "deviceId" IS NULL) OR "createdAt" < $3)',
      [kind, new Date(nowMs - idleMinutes * 60_000), new Date(nowMs - absoluteMinutes * 60_000)],
    )
  }
  const longestMs = Math.max(...Object.values(LIMITS).map((limit) => limit.windowSeconds)) * 1000
  await store.query('DELETE FROM "rateLimit" WHERE "lastRequest" < $1', [Math.trunc(nowMs) - longestMs])
  await store.query('DELETE FROM "verification" WHERE "expiresAt" < $1', [new Date()])
}
