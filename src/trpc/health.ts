import { sharedDatabase } from '#db/shared.ts'
import { databaseState } from '#db/state.ts'
import { oncePerProcess } from '#lib/once.ts'

export interface Health {
  readonly status: 'ok' | 'failing'
  readonly versions: { readonly app: string; readonly node: string; readonly database: string | null }
  readonly database: 'ok' | 'unreachable'
  readonly migrations: 'ok' | 'missing' | 'unknown'
  readonly worker: 'ok' | 'silent'
  readonly mail: 'ok' | 'unreachable'
}

export interface HealthParts {
  readonly appVersion: string
  readonly checkMail: () => Promise<boolean>
  readonly nowMs: number
}

const GOOD_MAIL_CHECK_HOLDS_MS = 30_000
const FAILED_MAIL_CHECK_HOLDS_MS = 5_000

/** How the house is. For anybody to ask, so it names parts and versions and nothing of what is in them. */
export const healthOf = async ({ appVersion, checkMail, nowMs }: HealthParts): Promise<Health> => {
  const [state, mail] = await Promise.all([databaseState(sharedDatabase()), mailAnswers(checkMail, nowMs)])
  const parts = {
    database: state.version === null ? 'unreachable' : 'ok',
    migrations: state.missingMigrations === null ? 'unknown' : state.missingMigrations.length > 0 ? 'missing' : 'ok',
    worker: state.workerLives ? 'ok' : 'silent',
    mail: mail ? 'ok' : 'unreachable',
  } as const
  return {
    status: Object.values(parts).every((part) => part === 'ok') ? 'ok' : 'failing',
    versions: { app: appVersion, node: process.versions.node, database: state.version },
    ...parts,
  }
}

interface MailCheck {
  answer: Promise<boolean>
  holdsUntilMs: number
}

/**
 * An answer holds for a while, a bad one for a shorter one, and whoever asks meanwhile waits for the same: asking after
 * our health is no load on the mail server, nor on us when it is silent.
 */
const mailAnswers = (checkMail: () => Promise<boolean>, nowMs: number): Promise<boolean> => {
  const last = oncePerProcess('mail-check', (): MailCheck => ({ answer: Promise.resolve(false), holdsUntilMs: 0 }))
  if (nowMs < last.holdsUntilMs) return last.answer
  last.answer = checkMail().then((good) => {
    if (!good) last.holdsUntilMs = nowMs + FAILED_MAIL_CHECK_HOLDS_MS
    return good
  })
  last.holdsUntilMs = nowMs + GOOD_MAIL_CHECK_HOLDS_MS
  return last.answer
}
