import type { Locale } from './locale.ts'
import { type PolicyReason, REASON_WORDS } from './policy-reasons.ts'
import { translatorFor } from './translator.ts'

export type { PolicyReason } from './policy-reasons.ts'

const isKnown = (reason: string): reason is PolicyReason => Object.hasOwn(REASON_WORDS, reason)

/** Refusals about the clinic's policies in sentences for staff; what only the store knows asks to try again. */
export const explainPolicy = (
  refusals: readonly { readonly reason: string }[],
  locale: Locale,
): { readonly reason: string; readonly sentence: string }[] => {
  const t = translatorFor(locale)
  return refusals.map(({ reason }) =>
    isKnown(reason)
      ? { reason, sentence: t(`policy.refused.${REASON_WORDS[reason]}`) }
      : { reason: 'try-again', sentence: t('policy.refused.tryAgain') },
  )
}
