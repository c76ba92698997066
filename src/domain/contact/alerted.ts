import type { Channel } from './reach.ts'

/** Why nothing is written to a number any more: its owner said STOP, the provider knows of one, or no text is read there. */
export const ENDINGS = ['reply', 'provider', 'no-mobile'] as const
export type Ending = (typeof ENDINGS)[number]

/** Where who works here may be written to by text. */
export interface AlertPhone {
  /** As the world writes it; null: they gave none. */
  readonly number: string | null
  /** Whether they want alerts there. */
  readonly byText: boolean
  readonly endedBy: Ending | null
}

/** The number that alerts of somebody go to, null when they get none by text. */
export const alertNumber = (phone: AlertPhone | null, textsAreSetUp: boolean): string | null =>
  textsAreSetUp && phone?.byText === true && phone.endedBy === null ? phone.number : null

/** By which ways an alert reaches who works here: always by mail, and by text as well to whoever wants it and can be written to. */
export const alertChannels = (phone: AlertPhone | null, textsAreSetUp: boolean): readonly Channel[] =>
  alertNumber(phone, textsAreSetUp) === null ? ['email'] : ['email', 'sms']

const TEST = 'test '

/** What tells a text that somebody sends themselves to try it from an alert. */
export const testOccasion = (id: string): string => `${TEST}${id}`
export const isTestAlert = (kind: string, occasion: string): boolean =>
  kind === 'staff-alert' && occasion.startsWith(TEST)
