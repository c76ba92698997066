import { type Goal, type OutcomePolicy, progressOf } from './progress.ts'

/** What was scored in one visit, by goal. */
export type Scores = Readonly<Record<string, number>>

export interface OutcomeFacts {
  readonly goals: readonly Goal[]
  /** The patient's visits since the first goal was set, first to last, the one in question at the end. */
  readonly visits: readonly Scores[]
  readonly policy: OutcomePolicy
}

export interface OutcomeStanding {
  /** How many visits there are since the goals were set, this one among them. */
  readonly visit: number
  /** Whether every goal is to be scored now and looked at together. */
  readonly review: 'none' | 'due' | 'overdue'
  /** Looked at when it was due, and nothing had become better by as much as counts. */
  readonly notImproving: boolean
}

const scoresAll = (goals: readonly Goal[], scores: Scores): boolean => goals.every(({ id }) => scores[id] !== undefined)

/**
 * Whether a review is due in a patient's latest visit, and whether treatment does not help. A review is a visit in which
 * every goal is scored once the policy's number of visits has come, counted from the first visit or the review before.
 */
export const outcomeStanding = ({ goals, visits, policy }: OutcomeFacts): OutcomeStanding => {
  const visit = visits.length
  if (goals.length === 0 || visit === 0) return { visit, review: 'none', notImproving: false }
  let since = 0
  let reviewed = false
  for (const [index, scores] of visits.entries()) {
    if (index - since < policy.reviewFromVisit - 1 || !scoresAll(goals, scores)) continue
    since = index
    reviewed = true
  }
  const waited = visit - 1 - since
  const review = waited >= policy.reviewByVisit ? 'overdue' : waited >= policy.reviewFromVisit - 1 ? 'due' : 'none'
  return { visit, review, notImproving: reviewed && !goals.some((goal) => hasImproved(goal, visits, policy)) }
}

const hasImproved = (goal: Goal, visits: readonly Scores[], policy: OutcomePolicy): boolean => {
  const scores = visits.flatMap((one) => one[goal.id] ?? [])
  return ['better', 'reached'].includes(progressOf(goal, scores, policy).verdict)
}
