import type { Locale } from './locale.ts'
import { type Translator, translatorFor } from './translator.ts'

export type Explainer<Refusal extends { readonly reason: string } = { readonly reason: string }> = (
  refusals: readonly Refusal[],
  locale: Locale,
) => { readonly reason: string; readonly sentence: string }[]

/** Says refusals by the words of each reason; what only the store knows asks to try again. */
export const explainerOf =
  <Reason extends string, Word extends string>(
    words: Readonly<Record<Reason, Word>>,
    say: (t: Translator, word: Word | 'tryAgain') => string,
  ): Explainer =>
  (refusals, locale) => {
    const t = translatorFor(locale)
    const isKnown = (reason: string): reason is Reason => Object.hasOwn(words, reason)
    return refusals.map(({ reason }) =>
      isKnown(reason)
        ? { reason, sentence: say(t, words[reason]) }
        : { reason: 'try-again', sentence: say(t, 'tryAgain') },
    )
  }
