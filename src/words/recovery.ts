import type { RuleRefusal } from '#domain/recovery/decide-rule.ts'
import type { Locale } from './locale.ts'
import { translatorFor } from './translator.ts'

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

const isKnown = (reason: string): reason is keyof typeof WORDS => Object.hasOwn(WORDS, reason)

/** Refusals about rest in sentences for staff; what only the store knows asks to try again. */
export const explainRecovery = (
  refusals: readonly RecoveryRefusal[],
  locale: Locale,
): { readonly reason: string; readonly sentence: string }[] => {
  const t = translatorFor(locale)
  return refusals.map(({ reason }) =>
    isKnown(reason)
      ? { reason, sentence: t(`recovery.refused.${WORDS[reason]}`) }
      : { reason: 'try-again', sentence: t('recovery.refused.tryAgain') },
  )
}
