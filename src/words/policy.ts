import type { PolicyRefusal } from '#domain/policy/decide-policy.ts'
import type { Locale } from './locale.ts'
import { translatorFor } from './translator.ts'

export type PolicyReason =
  | PolicyRefusal
  | 'not-found'
  | 'in-the-past'
  | 'draft-waits'
  | 'unchanged'
  | 'unknown-area'
  | 'unknown-condition'
  | 'parts-missing'
  | 'said-twice'
  | 'request-reused'

const WORDS = {
  'not-a-draft': 'notADraft',
  'approved-already': 'approvedAlready',
  'not-found': 'notFound',
  'in-the-past': 'inThePast',
  'draft-waits': 'draftWaits',
  unchanged: 'unchanged',
  'unknown-area': 'unknownArea',
  'unknown-condition': 'unknownCondition',
  'parts-missing': 'partsMissing',
  'said-twice': 'saidTwice',
  'request-reused': 'requestReused',
} as const satisfies Record<PolicyReason, string>

const isKnown = (reason: string): reason is PolicyReason => Object.hasOwn(WORDS, reason)

/** Refusals about the clinic's policies in sentences for staff; what only the store knows asks to try again. */
export const explainPolicy = (
  refusals: readonly { readonly reason: string }[],
  locale: Locale,
): { readonly reason: string; readonly sentence: string }[] => {
  const t = translatorFor(locale)
  return refusals.map(({ reason }) =>
    isKnown(reason)
      ? { reason, sentence: t(`policy.refused.${WORDS[reason]}`) }
      : { reason: 'try-again', sentence: t('policy.refused.tryAgain') },
  )
}
