const DIGITS = /^\d+$/

/** Whether the last digit is the GS1 check digit (mod 10, weights 3 and 1 from the right) of those before it. */
export const hasCheckDigit = (digits: string): boolean => {
  if (digits.length < 2 || !DIGITS.test(digits)) return false
  let sum = 0
  for (let i = digits.length - 2, weight = 3; i >= 0; i--, weight = 4 - weight) sum += Number(digits[i]) * weight
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1))
}

/**
 * The article number as 14 digits, or null when it is not a GTIN-8, -12, -13 or -14 with a right check digit.
 * Leading zeros do not change the check digit, so one article has one number whatever was printed (K16).
 */
export const gtin14Of = (digits: string): string | null =>
  [8, 12, 13, 14].includes(digits.length) && hasCheckDigit(digits) ? digits.padStart(14, '0') : null

const HIBC_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'

/** The HIBC check character (mod 43) of a text, or null when a character does not belong to HIBC's set. */
export const hibcCheckCharacter = (text: string): string | null => {
  let sum = 0
  for (const character of text) {
    const value = HIBC_CHARACTERS.indexOf(character)
    if (value < 0) return null
    sum += value
  }
  return HIBC_CHARACTERS[sum % 43] ?? null
}

/** The first position that holds a character outside HIBC's set, or -1. */
export const firstNonHibc = (text: string): number => [...text].findIndex((c) => !HIBC_CHARACTERS.includes(c))
