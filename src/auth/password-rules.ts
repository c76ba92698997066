import { isCommonPassword } from './common-passwords.ts'

export const PASSWORD_MIN_LENGTH = 12
export const PASSWORD_MAX_LENGTH = 128

export type PasswordProblem = 'too-short' | 'too-long' | 'common' | 'one-pattern' | 'about-you'

/**
 * Decides whether a password may be set, or why not. Length counts, composition does not (NIST SP 800-63B 3.1.1.2): no
 * character classes, no expiry; refused are well-known ones, one repeated pattern and what anybody knows of the person.
 */
export const judgePassword = (password: string, about: readonly string[]): PasswordProblem | null => {
  const length = [...password].length
  if (length < PASSWORD_MIN_LENGTH) return 'too-short'
  if (length > PASSWORD_MAX_LENGTH) return 'too-long'
  const plain = foldPassword(password)
  if (isCommonPassword(plain)) return 'common'
  if (repeatsOnePattern(plain)) return 'one-pattern'
  return isAbout(plain, about) ? 'about-you' : null
}

/** As a guesser would try it: small letters, no accents, no gaps. */
const foldPassword = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|\s/gu, '')
    .toLowerCase()

const repeatsOnePattern = (text: string): boolean => {
  if (/^(.{1,4})\1+.{0,3}$/u.test(text)) return true
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)))
  return steps.size === 1
}

/** What is left when the person's own words are taken out must still be a password's worth of guessing. */
const isAbout = (text: string, about: readonly string[]): boolean => {
  const words = about
    .flatMap((line) => line.split(/[\s@._+-]+/u))
    .map(foldPassword)
    .filter((word) => word.length >= 4)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), text)
  return rest.length < text.length && [...rest].length < PASSWORD_MIN_LENGTH / 2
}
