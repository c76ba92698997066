/** By which way somebody is told. */
export const CHANNELS = ['phone', 'email', 'letter', 'in-person'] as const
export type Channel = (typeof CHANNELS)[number]

/** What came of an attempt. Only `told` is told: a message that was left or sent has not been heard yet. */
export const ATTEMPT_OUTCOMES = [
  'told',
  'message-left',
  'sent',
  'no-answer',
  'wrong-contact',
  'cannot-be-reached',
] as const
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

/** What has become of a message that the house sent, beside `sent`. */
export const MESSAGE_OUTCOMES = ['on-its-way', 'not-certain', 'not-arrived'] as const
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number] | 'sent'

export const messageOutcome = ({
  status,
  delivery,
}: {
  readonly status: string
  readonly delivery: string | null
}): MessageOutcome => {
  if (delivery === 'undelivered' || delivery === 'bounced') return 'not-arrived'
  if (status === 'sent') return 'sent'
  if (status === 'unknown') return 'not-certain'
  return status === 'due' || status === 'sending' ? 'on-its-way' : 'not-arrived'
}

/** How a recalled lot's person stands. `erased`: their record was erased on request, and nothing is left to tell them by. */
export const STANDINGS = ['waiting', 'tried', 'told', 'cannot-be-reached', 'erased'] as const
export type Standing = (typeof STANDINGS)[number]

/** A serious notice is told by voice first; a letter is for whom nothing else is known. */
export const suggestedChannel = (
  { phone, email }: { readonly phone: string | null; readonly email: string | null },
  riskClass: 'I' | 'II' | 'III' | null,
): Channel => {
  if (riskClass === 'III' && email !== null) return 'email'
  if (phone !== null) return 'phone'
  return email === null ? 'letter' : 'email'
}

/** What can come of telling somebody this way. */
export const outcomesOf = (channel: Channel): readonly AttemptOutcome[] => {
  switch (channel) {
    case 'phone':
      return ['told', 'message-left', 'no-answer', 'wrong-contact', 'cannot-be-reached']
    case 'in-person':
      return ['told', 'cannot-be-reached']
    case 'email':
    case 'letter':
      return ['sent', 'told', 'wrong-contact', 'cannot-be-reached']
  }
}

/** People of a recall, counted by how they stand. */
export type PeopleCount = Readonly<Record<Standing, number>>

export const everybody = (people: PeopleCount): number => STANDINGS.reduce((sum, standing) => sum + people[standing], 0)

/** Those who still have to be told, or about whom somebody has to decide. */
export const unaccounted = ({ waiting, tried }: PeopleCount): number => waiting + tried

/** Of everybody whom the lots reached, how many have been told, in per cent; null when they reached nobody. */
export const effectivenessPercent = (people: PeopleCount): number | null => {
  const all = everybody(people)
  // rounded down: nobody reads "100 %" while one person has not been told
  return all === 0 ? null : Math.floor((people.told * 100) / all)
}

/** One lot's lines of the stock book, in needles. */
export interface LotAccount {
  readonly received: number
  readonly used: number
  readonly discarded: number
  readonly returned: number
  readonly destroyed: number
  /** Differences found by counting, and uses that the book had nothing for. */
  readonly corrected: number
  readonly onHand: number
}

/** What each kind of line in the stock book is to a recall. A kind that is not here neither takes nor gives: a move, a box opened. */
const COLUMN_OF: Readonly<Record<string, Exclude<keyof LotAccount, 'onHand'>>> = {
  received: 'received',
  used: 'used',
  reversed: 'used',
  discarded: 'discarded',
  dropped: 'discarded',
  returned: 'returned',
  destroyed: 'destroyed',
  discrepancy: 'corrected',
  counted: 'corrected',
}

/** A lot's account from the sums of its book: what came, where it went, and what must lie here. */
export const accountOf = (sums: readonly { readonly kind: string; readonly quantity: number }[]): LotAccount => {
  const account = { received: 0, used: 0, discarded: 0, returned: 0, destroyed: 0, corrected: 0, onHand: 0 }
  for (const { kind, quantity } of sums) {
    account.onHand += quantity
    const column = COLUMN_OF[kind]
    if (column === undefined) continue
    account[column] += column === 'received' || column === 'corrected' ? quantity : -quantity
  }
  return account
}

export type SignOffRefusal =
  | { readonly reason: 'people-waiting'; readonly people: number }
  | { readonly reason: 'needles-here'; readonly needles: number }

export const LEAST_REASON = 3

/**
 * What stands against signing a recall off: somebody who has not been told and was not given up, and needles that are
 * neither back nor destroyed. With a reason it can be signed off all the same; a drill always.
 */
export const signOffRefusals = (
  kind: 'recall' | 'drill',
  { people, onHand, reason }: { readonly people: PeopleCount; readonly onHand: number; readonly reason: string },
): SignOffRefusal[] => {
  if (kind === 'drill' || reason.trim().length >= LEAST_REASON) return []
  const missing = unaccounted(people)
  return [
    ...(missing > 0 ? [{ reason: 'people-waiting', people: missing } as const] : []),
    ...(onHand > 0 ? [{ reason: 'needles-here', needles: onHand } as const] : []),
  ]
}
