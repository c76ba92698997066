/** What has become of a letter so far; instants in epoch milliseconds, days `YYYY-MM-DD`. */
export interface Referral {
  readonly sentAtMs: number | null
  readonly replyDueOn: string | null
  readonly replied: boolean
  readonly withdrawn: boolean
}

export type ReferralState = 'written' | 'waiting' | 'overdue' | 'replied' | 'withdrawn'

/** Where a letter stands on a day: a reply is waited for until the day it was due, and asked for after that. */
export const referralState = ({ sentAtMs, replyDueOn, replied, withdrawn }: Referral, today: string): ReferralState => {
  if (withdrawn) return 'withdrawn'
  if (replied) return 'replied'
  if (sentAtMs === null || replyDueOn === null) return 'written'
  return replyDueOn < today ? 'overdue' : 'waiting'
}

export type ReferralStep = 'send' | 'reply' | 'withdraw'

/** Why a step is not possible any more, or not yet. */
export const whyNotStep = (
  step: ReferralStep,
  letter: Referral,
): 'letter-withdrawn' | 'letter-not-sent' | 'done-already' | null => {
  if (letter.withdrawn) return 'letter-withdrawn'
  if (step === 'send') return letter.sentAtMs === null ? null : 'done-already'
  if (letter.replied) return 'done-already'
  return step === 'reply' && letter.sentAtMs === null ? 'letter-not-sent' : null
}
