/** What a patient wants to reach, in points from 0 to 10: less pain, or more of something they want to do. */
export interface Goal {
  readonly id: string
  readonly kind: 'pain' | 'activity'
  readonly target: number
}

/** When outcomes are looked at and which change counts, as the clinic's policy says. */
export interface OutcomePolicy {
  readonly reviewFromVisit: number
  readonly reviewByVisit: number
  /** Points by which pain has to fall to count as better. */
  readonly painChange: number
  /** Points by which an activity has to rise to count as better. */
  readonly functionChange: number
}

export type Verdict = 'not-scored' | 'baseline' | 'reached' | 'better' | 'unchanged' | 'worse'

export interface Progress {
  readonly baseline: number | null
  readonly latest: number | null
  /** Points towards the goal since the first score; below nothing when it went the other way. */
  readonly change: number
  readonly verdict: Verdict
}

const isReached = ({ kind, target }: Goal, value: number): boolean =>
  kind === 'pain' ? value <= target : value >= target

/** How a goal stands after these scores, first to last. A change smaller than the policy's is no change. */
export const progressOf = (goal: Goal, scores: readonly number[], policy: OutcomePolicy): Progress => {
  const [baseline] = scores
  const latest = scores.at(-1)
  if (baseline === undefined || latest === undefined)
    return { baseline: null, latest: null, change: 0, verdict: 'not-scored' }
  const change = goal.kind === 'pain' ? baseline - latest : latest - baseline
  const least = goal.kind === 'pain' ? policy.painChange : policy.functionChange
  return { baseline, latest, change, verdict: verdictOf(goal, { scores, latest, change, least }) }
}

const verdictOf = (
  goal: Goal,
  { scores, latest, change, least }: { scores: readonly number[]; latest: number; change: number; least: number },
): Verdict => {
  if (isReached(goal, latest)) return 'reached'
  if (scores.length === 1) return 'baseline'
  if (change >= least) return 'better'
  return change <= -least ? 'worse' : 'unchanged'
}
