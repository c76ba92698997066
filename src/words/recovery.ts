import type { RuleRefusal } from '#domain/recovery/decide-rule.ts'
import { type Explainer, explainerOf } from './explain.ts'

/** What may be refused when rules of rest and holds are decided, with what the store says of itself. */
export interface RecoveryRefusal {
  readonly reason:
    | RuleRefusal
    | 'not-allowed'
    | 'unknown-area'
    | 'stale-version'
    | 'draft-waits'
    | 'in-the-past'
    | 'not-longer'
    | 'request-reused'
    | 'try-again'
    | 'duplicate'
    | 'record-closed'
    | 'lot-refused'
    | 'needle-unaccounted'
}

const WORDS = {
  'not-found': 'notFound',
  'not-allowed': 'notAllowed',
  'unknown-area': 'unknownArea',
  'stale-version': 'staleVersion',
  'not-a-draft': 'notADraft',
  'over-already': 'overAlready',
  'draft-waits': 'draftWaits',
  'in-the-past': 'inThePast',
  'not-longer': 'notLonger',
  'request-reused': 'requestReused',
} as const

/** Refusals about rest in sentences for staff. */
export const explainRecovery: Explainer<RecoveryRefusal> = explainerOf(WORDS, (t, word) =>
  t(`recovery.refused.${word}`),
)
