export const PIN_MIN_DIGITS = 4
export const PIN_MAX_DIGITS = 8

export type PinProblem = 'not-digits' | 'one-pattern'

/** A password is never so short, so one field takes either. */
export const looksLikePin = (secret: string): boolean =>
  new RegExp(`^\\d{${PIN_MIN_DIGITS},${PIN_MAX_DIGITS}}$`).test(secret)

/**
 * Decides whether digits may become somebody's PIN, or why not. It opens only what a password has opened on the same
 * device and is given up after a few wrong tries, so a few digits do (NIST SP 800-63B 3.2.10, activation secrets).
 */
export const judgePin = (pin: string): PinProblem | null => {
  if (!looksLikePin(pin)) return 'not-digits'
  const digits = [...pin].map(Number)
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)))
  // 1111, 1234, 9876; 1212, 123123
  return steps.size === 1 || /^(\d{2,4})\1+$/.test(pin) ? 'one-pattern' : null
}
