import type { SignInProblem } from '#auth/answer.ts'

type Query = Promise<Record<string, string | string[] | undefined>>

const PROBLEMS: Readonly<Record<SignInProblem, true>> = {
  wrong: true,
  'too-many': true,
  'link-over': true,
  'choose-clinic': true,
  'signed-out': true,
  malformed: true,
  'pin-wrong': true,
  'pin-over': true,
  'pin-not-digits': true,
  'pin-one-pattern': true,
  'password-too-short': true,
  'password-too-long': true,
  'password-common': true,
  'password-one-pattern': true,
  'password-about-you': true,
}

const isProblem = (text: unknown): text is SignInProblem => typeof text === 'string' && Object.hasOwn(PROBLEMS, text)

/** What a door's page is told in its address: why one is back here, or that something is done. */
export const doorQuery = async (
  query: Query,
): Promise<{ problem: SignInProblem | null; has: (name: string) => boolean }> => {
  const given = await query
  return { problem: isProblem(given.problem) ? given.problem : null, has: (name) => given[name] !== undefined }
}
