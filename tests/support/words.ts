import type { Locale } from '#words/locale.ts'
import { translateFor } from '#words/translator.ts'

/** A language as the places that make words want it. */
export const wordsOf = (locale: Locale) => ({ locale, t: translateFor(locale) })
