import { definitions } from './settings-table.ts'

/** The number that a clinic's texts come from; null where the installation has none for it. */
export const textNumberOf = (slug: string): string | null => {
  if ((process.env.SMS_URL ?? '') === '') return null
  const numbers = definitions.SMS_NUMBERS.schema.safeParse(process.env.SMS_NUMBERS ?? '')
  return numbers.data?.find(({ clinic }) => clinic === slug)?.number ?? null
}

/** Whose number it is that somebody wrote to. */
export const clinicOfNumber = (number: string): string | null => {
  const numbers = definitions.SMS_NUMBERS.schema.safeParse(process.env.SMS_NUMBERS ?? '')
  return numbers.data?.find((one) => one.number === number)?.clinic ?? null
}
