import { z } from 'zod'
import { readText } from '#lib/bounded-body.ts'
import { type Answer, respond, stay } from './answer.ts'
import { clientAddress } from './client-address.ts'
import type { Door, DoorRequest } from './door.ts'
import { forgetPin, handOver, lockStaff, setPin, signOutDevice, unlockStaff } from './lock-door.ts'
import { confirmLink, requestLink, signOutPatient, signOutPatientEverywhere } from './patient-door.ts'
import { isSameOrigin } from './same-origin.ts'
import { changePassword, chooseClinic, signInStaff, signOutStaff, signOutStaffEverywhere } from './staff-door.ts'

interface SignInRoute {
  readonly path: string
  /** Who gets anything but a refusal: everybody, or who has a session at that door. */
  readonly opensFor: 'anyone' | 'staff' | 'patient'
  readonly handle: (door: DoorRequest, body: unknown) => Promise<Answer>
}

const email = z.string().trim().max(254).pipe(z.email())
const clinic = z.string().regex(/^[a-z0-9-]{1,60}$/)
/** The page to come back to; what is not one of the clinic's own is forgotten where it is read. */
const next = z.string().max(300).optional()
// as long as a password may be, counted in any way
const password = z.string().min(1).max(512)
const token = z.string().min(1).max(200)

const route = <S extends z.ZodType>(
  path: string,
  opensFor: SignInRoute['opensFor'],
  schema: S,
  handle: (door: DoorRequest, fields: z.output<S>) => Promise<Answer>,
): SignInRoute => ({
  path,
  opensFor,
  handle: async (door, body) => {
    const read = schema.safeParse(body)
    return read.success ? handle(door, read.data) : stay('malformed', opensFor === 'anyone' ? '/sign-in' : '/')
  },
})

/** Every way in and out there is: all of them by POST, nothing by GET. The rights test has a row for each. */
export const signInRoutes: readonly SignInRoute[] = [
  route('staff/sign-in', 'anyone', z.strictObject({ email, password }), signInStaff),
  route('staff/clinic', 'staff', z.strictObject({ clinicId: z.uuid() }), chooseClinic),
  route('staff/password', 'staff', z.strictObject({ current: password, next: password }), changePassword),
  route('staff/sign-out', 'anyone', z.strictObject({}), signOutStaff),
  route('staff/sign-out-everywhere', 'anyone', z.strictObject({}), signOutStaffEverywhere),
  route('staff/lock', 'anyone', z.strictObject({}), lockStaff),
  route('staff/hand-over', 'staff', z.strictObject({}), handOver),
  route(
    'staff/unlock',
    'anyone',
    z.strictObject({ person: z.string().max(100).optional(), secret: password, page: next }),
    unlockStaff,
  ),
  route('staff/pin', 'staff', z.strictObject({ password, pin: z.string().max(100) }), setPin),
  route('staff/forget-pin', 'staff', z.strictObject({}), forgetPin),
  route('staff/sign-out-device', 'anyone', z.strictObject({}), signOutDevice),
  route('patient/link', 'anyone', z.strictObject({ clinic, email, next }), requestLink),
  route('patient/confirm', 'anyone', z.strictObject({ clinic, token, next }), confirmLink),
  route('patient/sign-out', 'anyone', z.strictObject({ clinic }), signOutPatient),
  route('patient/sign-out-everywhere', 'anyone', z.strictObject({ clinic }), signOutPatientEverywhere),
]

const MAX_BODY_BYTES = 8_192

/** Answers a request to `/api/auth/…`. What is not in the list above does not exist. */
export const answerSignIn = async (request: Request, door: Door): Promise<Response> => {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth\//, '')
  const found = signInRoutes.find((one) => one.path === path)
  if (found === undefined) return refusal(404)
  if (request.method !== 'POST') return refusal(405, { allow: 'POST' })
  if (!isSameOrigin(request.headers, door.signIn.publicUrl)) return refusal(403)
  const body = await readFields(request)
  if (body === null) return refusal(415)
  const client = clientAddress(request.headers, door.signIn.trustedProxies)
  const answer = await found.handle({ ...door, headers: request.headers, client }, body)
  return respond(answer, request.headers.get('accept')?.includes('application/json') ?? false)
}

const refusal = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers: { ...headers, 'cache-control': 'no-store' } })

/** The fields of a form or a JSON object; null for anything else or more than any of our forms can hold. */
const readFields = async (request: Request): Promise<unknown> => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') return null
  const text = await readText(request, MAX_BODY_BYTES)
  if (text === null) return null
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
