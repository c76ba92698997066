import type { Locale } from './locale.ts'
import { translatorFor } from './translator.ts'

const WORDS = {
  'not-found': 'notFound',
  'note-missing': 'noteMissing',
  'stale-version': 'staleVersion',
  'request-reused': 'requestReused',
  'not-again': 'notAgain',
} as const

const isKnown = (reason: string): reason is keyof typeof WORDS => Object.hasOwn(WORDS, reason)

/** Refusals about messages and how people are reached; what only the store knows asks to try again. */
export const explainContact = (
  refusals: readonly { readonly reason: string }[],
  locale: Locale,
): { readonly reason: string; readonly sentence: string }[] => {
  const t = translatorFor(locale)
  return refusals.map(({ reason }) =>
    isKnown(reason)
      ? { reason, sentence: t(`message.refused.${WORDS[reason]}`) }
      : { reason: 'try-again', sentence: t('message.refused.tryAgain') },
  )
}
