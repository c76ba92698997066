import type { PlanStanding } from '../outcome/plan.ts'
import type { OutcomeStanding } from '../outcome/review.ts'
import type { ConsentDue } from './consent.ts'

/** An area at rest, and the local day `YYYY-MM-DD` on which it ends. */
export interface RestingArea {
  readonly areaId: string
  readonly untilDate: string
}

export type Severity = 'danger' | 'due' | 'info'

/** One line on the practitioner's card of a visit, with what its words need. */
export type Matter =
  | { readonly code: 'name-alert'; readonly severity: 'danger'; readonly others: number }
  | { readonly code: 'condition'; readonly severity: 'danger' | 'info'; readonly condition: string }
  | { readonly code: 'last-reaction'; readonly severity: 'danger'; readonly kind: string; readonly onDate: string }
  | { readonly code: 'consent-due'; readonly severity: 'due'; readonly due: ConsentDue }
  | { readonly code: 'screening-due'; readonly severity: 'due' }
  | { readonly code: 'areas-undecided'; readonly severity: 'due' }
  | { readonly code: 'resting-areas'; readonly severity: 'due'; readonly areas: readonly RestingArea[] }
  | { readonly code: 'held-areas'; readonly severity: 'danger'; readonly areaIds: readonly string[] }
  | { readonly code: 'rests-longer'; readonly severity: 'info' }
  | { readonly code: 'review-due' | 'review-overdue'; readonly severity: 'due'; readonly visit: number }
  | { readonly code: 'not-improving' | 'reply-overdue'; readonly severity: 'due' }
  | { readonly code: 'plan-visit'; readonly severity: 'info'; readonly visit: number; readonly of: number }
  | { readonly code: 'plan-used-up'; readonly severity: 'due'; readonly visit: number; readonly of: number }
  | { readonly code: 'first-visit'; readonly severity: 'info' }

export interface VisitFacts {
  readonly firstVisit: boolean
  /** Conditions on record that have not ended, e.g. `anticoagulant`. */
  readonly conditions: readonly string[]
  /** Those that some rule of the clinic rules needles out for, or leaves to the practitioner; the others are only told. */
  readonly weighty: readonly string[]
  /** Others seen today or of nearly the same name: taking one for another is a hazard (Z6). */
  readonly similarNames: number
  /** The latest incident of an earlier visit. */
  readonly lastReaction: { readonly kind: string; readonly onDate: string } | null
  readonly needlingPlanned: boolean
  readonly consent: ConsentDue | null
  readonly screeningComplete: boolean
  /** Booked as a region or "decide in the room" (Z16). */
  readonly areasUndecided: boolean
  /** Planned leaf areas at rest when the visit begins. */
  readonly restingAreas: readonly RestingArea[]
  /** Areas on hold when the visit begins, as they were named, whether planned or not. */
  readonly heldAreaIds: readonly string[]
  /** Somebody decided on a longer rest for this patient. */
  readonly restsLonger: boolean
  /** How what the patient wants to reach stands in this visit; null while no goal is set. */
  readonly outcome: OutcomeStanding | null
  /** Where in its course of visits it stands; null while none is agreed. */
  readonly plan: Pick<PlanStanding, 'visit' | 'of' | 'usedUp'> | null
  /** A letter went out, and a reply should have come by now. */
  readonly replyOverdue: boolean
}

const SEVERITIES: readonly Severity[] = ['danger', 'due', 'info']

const conditionMatter = (condition: string, weighty: readonly string[]): Matter => ({
  code: 'condition',
  severity: weighty.includes(condition) ? 'danger' : 'info',
  condition,
})

/** What needling alone makes matter: a visit without needles is not held up by consent, screening or rest. */
const needlingMatters = (facts: VisitFacts): Matter[] => {
  if (!facts.needlingPlanned) return []
  const matters: Matter[] = []
  if (facts.heldAreaIds.length > 0) matters.push({ code: 'held-areas', severity: 'danger', areaIds: facts.heldAreaIds })
  if (facts.consent !== null) matters.push({ code: 'consent-due', severity: 'due', due: facts.consent })
  if (!facts.screeningComplete) matters.push({ code: 'screening-due', severity: 'due' })
  if (facts.areasUndecided) matters.push({ code: 'areas-undecided', severity: 'due' })
  if (facts.restingAreas.length > 0) {
    matters.push({ code: 'resting-areas', severity: 'due', areas: facts.restingAreas })
  }
  if (facts.restsLonger) matters.push({ code: 'rests-longer', severity: 'info' })
  return matters
}

/** Whether it is time to look at what treatment has brought, and that it has brought too little. */
const outcomeMatters = ({ outcome }: VisitFacts): Matter[] => {
  if (outcome === null) return []
  const { review, visit, notImproving } = outcome
  return [
    ...(notImproving ? [{ code: 'not-improving', severity: 'due' } as const] : []),
    ...(review === 'none' ? [] : [{ code: `review-${review}`, severity: 'due', visit } as const]),
  ]
}

const planMatters = ({ plan }: VisitFacts): Matter[] => {
  if (plan === null) return []
  const { visit, of, usedUp } = plan
  return [
    usedUp ? { code: 'plan-used-up', severity: 'due', visit, of } : { code: 'plan-visit', severity: 'info', visit, of },
  ]
}

/** What a practitioner should know before a visit, dangers first; nothing is listed that asks for no attention. */
export const whatMatters = (facts: VisitFacts): Matter[] => {
  const { similarNames, conditions, weighty, lastReaction, firstVisit } = facts
  const matters: Matter[] = [
    ...(similarNames > 0 ? [{ code: 'name-alert', severity: 'danger', others: similarNames } as const] : []),
    ...[...new Set(conditions)].map((condition) => conditionMatter(condition, weighty)),
    ...(lastReaction ? [{ code: 'last-reaction', severity: 'danger', ...lastReaction } as const] : []),
    ...needlingMatters(facts),
    ...outcomeMatters(facts),
    ...planMatters(facts),
    ...(facts.replyOverdue ? [{ code: 'reply-overdue', severity: 'due' } as const] : []),
    ...(firstVisit ? [{ code: 'first-visit', severity: 'info' } as const] : []),
  ]
  return matters.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
}
