import { TIERS, type Tier } from './triage.ts'

/** Messages that are alike: what has become of so many of them. */
export interface MessageCell {
  readonly status: string
  readonly reason: string | null
  readonly delivery: string | null
  readonly count: number
}

/** Visits that were asked how it goes, by the gravest of their answers; null: nobody has answered. */
export interface AnswerCell {
  readonly tier: Tier | null
  readonly count: number
}

/** What has become of messages, each counted in one of `sent`, `unknown`, `failed`, `withheld` and `waiting`. */
export interface Rates {
  readonly messages: number
  /** Handed over to a server that took them. */
  readonly sent: number
  /** Of those, what a provider says has reached the telephone. A mail server never says so. */
  readonly delivered: number
  /** Of those, what came back. */
  readonly returned: number
  /** Nobody knows whether the server took them. */
  readonly unknown: number
  readonly failed: number
  readonly withheld: number
  readonly waiting: number
  /** Why messages were withheld, the most frequent first. */
  readonly why: readonly { readonly reason: string; readonly count: number }[]
  /** Visits that were asked, and those that answered. */
  readonly asked: number
  readonly answered: number
  readonly tiers: Readonly<Record<Tier, number>>
}

const sum = <T extends { readonly count: number }>(cells: readonly T[], which: (cell: T) => boolean): number =>
  cells.reduce((total, cell) => total + (which(cell) ? cell.count : 0), 0)

/** Whatever is not settled yet is still to come. */
const SETTLED = ['sent', 'unknown', 'failed', 'withheld']

const whyWithheld = (messages: readonly MessageCell[]): Rates['why'] => {
  const counts = new Map<string, number>()
  for (const { status, reason, count } of messages)
    if (status === 'withheld') counts.set(reason ?? '', (counts.get(reason ?? '') ?? 0) + count)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
}

/** Adds up what has become of messages and answers. */
export const ratesOf = (messages: readonly MessageCell[], answers: readonly AnswerCell[]): Rates => {
  const inState = (state: string) => sum(messages, ({ status }) => status === state)
  const deliveries = (...of: readonly string[]) =>
    sum(messages, ({ status, delivery }) => status === 'sent' && delivery !== null && of.includes(delivery))
  const tiers = Object.fromEntries(TIERS.map((one) => [one, sum(answers, ({ tier }) => tier === one)])) as Record<
    Tier,
    number
  >
  return {
    messages: sum(messages, () => true),
    ...{ sent: inState('sent'), unknown: inState('unknown'), failed: inState('failed'), withheld: inState('withheld') },
    waiting: sum(messages, ({ status }) => !SETTLED.includes(status)),
    ...{ delivered: deliveries('delivered'), returned: deliveries('undelivered', 'bounced') },
    why: whyWithheld(messages),
    ...{ asked: sum(answers, () => true), answered: sum(answers, ({ tier }) => tier !== null), tiers },
  }
}
