import type { LocalizedText } from '../body/area.ts'
import type { KnownIncidentKind } from '../incident/incident.ts'
import type { ConsentDue } from './consent.ts'
import { insertedWithFate, type NeedleCount, unaccounted } from './needle-count.ts'
import type { SecondCount } from './second-count.ts'

export type IncidentKind = KnownIncidentKind

/** What was told and agreed before a needle was left in place on purpose (Z14). */
export interface LeftInPlaceAgreement {
  readonly consentSigned: boolean
  readonly leafletGiven: boolean
  /** `YYYY-MM-DD`, or null when no day was agreed. */
  readonly removalDate: string | null
}

export interface EncounterFacts {
  /** Null for a visit planned without needling. */
  readonly technique: string | null
  /** The practitioner examined and decided not to needle today. */
  readonly decidedAgainstNeedling: boolean
  /** Needles inserted per recorded procedure; those entered in error are left out. */
  readonly procedures: readonly { readonly needles: number }[]
  readonly count: NeedleCount | null
  /** Needles that left the boxes for this visit, by its lot uses. */
  readonly opened: number
  readonly needlesOutAtMs: number | null
  readonly incidents: readonly IncidentKind[]
  readonly consent: ConsentDue | null
  /** What each is about, in a word or two. */
  readonly unansweredQuestions: readonly LocalizedText[]
  readonly leftInPlace: LeftInPlaceAgreement | null
  /** An emergency put the count off, and it has not been made yet. */
  readonly countDeferred: boolean
  readonly secondCount: SecondCount
}

/** Why a visit cannot be completed yet, with what the words need. */
export type CompletionBlocker =
  | { readonly reason: 'no-procedure-recorded' }
  | { readonly reason: 'consent-missing'; readonly due: ConsentDue }
  | { readonly reason: 'screening-missing'; readonly questions: readonly LocalizedText[] }
  | { readonly reason: 'needles-still-in'; readonly needles: number }
  | { readonly reason: 'count-missing' }
  | { readonly reason: 'count-deferred' }
  | { readonly reason: 'second-count-missing' }
  | { readonly reason: 'second-count-differs' }
  | { readonly reason: 'count-open'; readonly opened: number; readonly inserted: number }
  | { readonly reason: 'count-differs-from-procedures'; readonly counted: number; readonly recorded: number }
  | { readonly reason: 'needle-missing-without-incident'; readonly needles: number }
  | { readonly reason: 'needle-broken-without-incident'; readonly needles: number }
  | {
      readonly reason: 'left-in-place-not-explained'
      readonly lacks: readonly ('consent' | 'leaflet' | 'removal-date')[]
    }

const agreementLacks = (agreement: LeftInPlaceAgreement | null): ('consent' | 'leaflet' | 'removal-date')[] => [
  ...(agreement?.consentSigned ? [] : (['consent'] as const)),
  ...(agreement?.leafletGiven ? [] : (['leaflet'] as const)),
  ...(agreement?.removalDate ? [] : (['removal-date'] as const)),
]

const fateBlockers = (count: NeedleCount, facts: EncounterFacts): CompletionBlocker[] => {
  const blockers: CompletionBlocker[] = []
  if (count.missing > 0 && !facts.incidents.includes('needle-missing')) {
    blockers.push({ reason: 'needle-missing-without-incident', needles: count.missing })
  }
  if (count.broken > 0 && !facts.incidents.includes('needle-broken')) {
    blockers.push({ reason: 'needle-broken-without-incident', needles: count.broken })
  }
  const lacks = agreementLacks(facts.leftInPlace)
  if (count.leftInPlace > 0 && lacks.length > 0) blockers.push({ reason: 'left-in-place-not-explained', lacks })
  return blockers
}

const countBlockers = (facts: EncounterFacts): CompletionBlocker[] => {
  const { count, opened, needlesOutAtMs, secondCount } = facts
  const recorded = facts.procedures.reduce((sum, { needles }) => sum + needles, 0)
  if (!count) return recorded > 0 || opened > 0 ? [{ reason: 'count-missing' }] : []
  const blockers: CompletionBlocker[] = []
  if (count.inserted > 0 && needlesOutAtMs === null) {
    blockers.push({ reason: 'needles-still-in', needles: Math.max(0, count.inserted - insertedWithFate(count)) })
  }
  const open = unaccounted(count, opened)
  if (open.opened !== 0 || open.inserted !== 0) blockers.push({ reason: 'count-open', ...open })
  if (count.inserted !== recorded) {
    blockers.push({ reason: 'count-differs-from-procedures', counted: count.inserted, recorded })
  }
  if (facts.countDeferred) blockers.push({ reason: 'count-deferred' })
  if (secondCount === 'missing' || secondCount === 'differs') blockers.push({ reason: `second-count-${secondCount}` })
  return [...blockers, ...fateBlockers(count, facts)]
}

/**
 * What still stands between a visit and its completion; empty when it may be completed. A visit in which nothing
 * was needled needs no count, consent or screening. Only completion waits for this: aftercare, stock and rest do not.
 */
export const completionBlockers = (facts: EncounterFacts): CompletionBlocker[] => {
  const needled = facts.procedures.length > 0 || facts.opened > 0 || (facts.count?.inserted ?? 0) > 0
  const planned = facts.technique !== null && !facts.decidedAgainstNeedling
  if (!needled && !planned) return countBlockers(facts)
  const blockers: CompletionBlocker[] = []
  if (facts.consent !== null) blockers.push({ reason: 'consent-missing', due: facts.consent })
  if (facts.unansweredQuestions.length > 0) {
    blockers.push({ reason: 'screening-missing', questions: facts.unansweredQuestions })
  }
  if (facts.procedures.length === 0) blockers.push({ reason: 'no-procedure-recorded' })
  return [...blockers, ...countBlockers(facts)]
}
