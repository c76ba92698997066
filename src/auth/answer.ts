import type { PasswordProblem } from './password-rules.ts'
import type { PinProblem } from './pin-rules.ts'

export type SignInProblem =
  | 'wrong'
  | 'too-many'
  | 'link-over'
  | 'choose-clinic'
  | 'signed-out'
  | 'malformed'
  | 'pin-wrong'
  | 'pin-over'
  | `pin-${PinProblem}`
  | `password-${PasswordProblem}`

/** What a sign-in route decided: where to go on, or what stands in the way. */
export type Answer =
  | { readonly ok: true; readonly next: string; readonly cookies: readonly string[] }
  | { readonly ok: false; readonly problem: SignInProblem; readonly back: string; readonly retryAfterSeconds?: number }

const STATUS: Readonly<Record<SignInProblem, number>> = {
  wrong: 401,
  'too-many': 429,
  'link-over': 410,
  'choose-clinic': 403,
  'signed-out': 401,
  malformed: 400,
  'pin-wrong': 401,
  'pin-over': 401,
  'pin-not-digits': 422,
  'pin-one-pattern': 422,
  'password-too-short': 422,
  'password-too-long': 422,
  'password-common': 422,
  'password-one-pattern': 422,
  'password-about-you': 422,
}

type GoOn = Extract<Answer, { ok: true }>
export type Stay = Extract<Answer, { ok: false }>

export const goOn = (next: string, cookies: readonly string[] = []): GoOn => ({ ok: true, next, cookies })
export const stay = (problem: SignInProblem, back: string, retryAfterSeconds?: number): Stay => ({
  ok: false,
  problem,
  back,
  retryAfterSeconds,
})

/** Says it to a script as JSON, to a plain form as a redirect (303: what was sent is not sent again). */
export const respond = (answer: Answer, wantsJson: boolean): Response => {
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (answer.ok) for (const cookie of answer.cookies) headers.append('set-cookie', cookie)
  else if (answer.retryAfterSeconds !== undefined) headers.set('retry-after', String(answer.retryAfterSeconds))
  if (wantsJson) {
    const body = answer.ok
      ? { next: answer.next }
      : { problem: answer.problem, retryAfterSeconds: answer.retryAfterSeconds ?? null }
    return Response.json(body, { status: answer.ok ? 200 : STATUS[answer.problem], headers })
  }
  headers.set('location', answer.ok ? answer.next : `${answer.back}?problem=${answer.problem}`)
  return new Response(null, { status: 303, headers })
}
