import { createHash } from 'node:crypto'
import { log } from '#lib/log.ts'
import { type Answer, goOn, stay } from './answer.ts'
import { countAttempts, LIMITS } from './attempts.ts'
import type { DoorRequest, LinkMail } from './door.ts'
import { clinicBySlug, type PortalClinic } from './membership.ts'
import { portalAccessOf, proveIdentity, recordLeftEverywhere, recordLinkPressed } from './portal-access.ts'
import { endAllSessions, readSession } from './session.ts'
import { LINK_MINUTES } from './session-rules.ts'
import type { SignIn } from './sign-in.ts'
import { wantedPage } from './wanted-page.ts'

const signInPage = (slug: string): string => `/c/${encodeURIComponent(slug)}/sign-in`

/**
 * Asks for a mail link. The answer is the same for everybody and comes before anything is looked up, so that neither
 * words nor time tell whether an address is known.
 */
export const requestLink = async (
  { signIn, client, inBackground, sendMail }: DoorRequest,
  { clinic: slug, email, next }: { clinic: string; email: string; next?: string | undefined },
): Promise<Answer> => {
  const page = wantedPage(slug, next)
  const attempt = await countAttempts(signIn.store, signIn.now(), [
    [LIMITS.linkPerAccount, `${slug} ${email}`],
    [LIMITS.linkPerClient, client],
  ])
  if (!attempt.allowed) return stay('too-many', signInPage(slug), attempt.retryAfterSeconds)
  inBackground(async () => {
    const clinic = await clinicBySlug(signIn.store, slug)
    const access = clinic === null ? null : await portalAccessOf(signIn, clinic, email)
    if (clinic === null || access === null) return log.info({ reason: 'nobody-to-send-to' }, 'no sign-in link sent')
    const deliver = (token: string) => sendMail(linkMail(signIn, clinic, email, access.locale, { token, page }))
    await signIn.library.patient.api.signInMagicLink({ body: { email, metadata: { deliver } }, headers: new Headers() })
  })
  return goOn(`${signInPage(slug)}/sent${page === null ? '' : `?next=${encodeURIComponent(page)}`}`)
}

const linkMail = (
  signIn: SignIn,
  clinic: PortalClinic,
  to: string,
  locale: string,
  { token, page }: { token: string; page: string | null },
): LinkMail => ({
  to,
  clinicName: clinic.name,
  locale,
  url: `${signIn.publicUrl}${signInPage(clinic.slug)}/confirm?${new URLSearchParams({ token, ...(page !== null && { next: page }) })}`,
  minutes: LINK_MINUTES,
})

/** Uses up a link, on a person's press only. Login and access come into being here, not when the link is asked for. */
export const confirmLink = async (
  { signIn, client }: DoorRequest,
  { clinic: slug, token, next }: { clinic: string; token: string; next?: string | undefined },
): Promise<Answer> => {
  const attempt = await countAttempts(signIn.store, signIn.now(), [[LIMITS.confirmPerClient, client]])
  if (!attempt.allowed) return stay('too-many', signInPage(slug), attempt.retryAfterSeconds)
  const over = stay('link-over', signInPage(slug))
  const [clinic, email] = await Promise.all([clinicBySlug(signIn.store, slug), emailOfLink(signIn, token)])
  if (clinic === null || email === null) return over
  const access = await portalAccessOf(signIn, clinic, email)
  if (access === null) return over
  const identityId = await proveIdentity(signIn, email)
  const verified = await signIn.library.patient.api.magicLinkVerify({
    query: { token },
    headers: new Headers(),
    asResponse: true,
  })
  // two presses at once: the library lets one of them have it
  if (!verified.ok) return over
  await recordLinkPressed(signIn, clinic, identityId, access)
  return goOn(wantedPage(clinic.slug, next) ?? `/c/${clinic.slug}`, verified.headers.getSetCookie())
}

/** The address that a link which still stands was sent to. Reading it changes nothing. */
const emailOfLink = async (signIn: SignIn, token: string): Promise<string | null> => {
  const hashed = createHash('sha256').update(token).digest('base64url')
  const { rows } = await signIn.store.query<{ value: string }>(
    'SELECT "value" FROM "verification" WHERE "identifier" = $1 AND "expiresAt" > $2',
    [`magic-link:${hashed}`, new Date()],
  )
  const value: unknown = rows[0] === undefined ? null : JSON.parse(rows[0].value)
  return typeof value === 'object' && value !== null && 'email' in value ? String(value.email) : null
}

export const signOutPatient = async (
  { signIn, headers }: DoorRequest,
  { clinic: slug }: { clinic: string },
): Promise<Answer> => {
  const left = await signIn.library.patient.api.signOut({ headers, asResponse: true })
  return goOn(`${signInPage(slug)}?ended`, left.headers.getSetCookie())
}

export const signOutPatientEverywhere = async (door: DoorRequest, fields: { clinic: string }): Promise<Answer> => {
  const session = await readSession(door.signIn, 'patient', door.headers, false)
  if (session !== null) {
    await endAllSessions(door.signIn, session.identityId)
    const clinic = await clinicBySlug(door.signIn.store, fields.clinic)
    if (clinic !== null) await recordLeftEverywhere(door.signIn, clinic, session)
  }
  return signOutPatient(door, fields)
}
