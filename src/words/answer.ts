import type { Locale } from './locale.ts'
import { translatorFor } from './translator.ts'

const WORDS = {
  'nothing-said': 'nothingSaid',
  'too-many': 'tooMany',
  'link-over': 'linkOver',
  'not-found': 'notFound',
  'taken-already': 'takenAlready',
} as const

/** There is nothing there to be answered or taken. */
const GONE: readonly string[] = ['link-over', 'taken-already']

const isKnown = (reason: string): reason is keyof typeof WORDS => Object.hasOwn(WORDS, reason)

/** Why an answer was not taken, in a sentence that says what to do instead. */
export const explainAnswer = (
  refusals: readonly { readonly reason: string }[],
  locale: Locale,
): { readonly reason: string; readonly sentence: string }[] => {
  const t = translatorFor(locale)
  return refusals.map(({ reason }) =>
    isKnown(reason)
      ? { reason: GONE.includes(reason) ? 'not-found' : reason, sentence: t(`answer.refused.${WORDS[reason]}`) }
      : { reason: 'try-again', sentence: t('answer.refused.tryAgain') },
  )
}
