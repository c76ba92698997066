import type { Locale } from './locale.ts'

/** Sign languages that a browser has no name for. */
const SIGNED: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  gsg: { en: 'German Sign Language', de: 'Deutsche Gebärdensprache' },
  bfi: { en: 'British Sign Language', de: 'Britische Gebärdensprache' },
}

/** Languages that people are interpreted from, by their codes. */
const LANGUAGES: readonly string[] = [
  ...['ar', 'ase', 'bfi', 'bg', 'bn', 'bs', 'ckb', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'gsg'],
  ...['he', 'hi', 'hr', 'hu', 'is', 'it', 'ja', 'kmr', 'ko', 'lt', 'lv', 'mk', 'nl', 'no', 'pl', 'prs', 'ps', 'pt'],
  ...['rom', 'ro', 'ru', 'sk', 'sl', 'so', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'ti', 'tr', 'uk', 'ur', 'vi', 'zh'],
]

/** A language by its name in the language of the reader: "ar" is "Arabic", "Arabisch". What is no code is said as it stands. */
export const languageName = (code: string, locale: string): string => {
  const signed = SIGNED[code]
  if (signed !== undefined) return signed[locale === 'de' ? 'de' : 'en']
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(code) ?? code
  } catch {
    return code
  }
}

/** Every language there is to choose from, by name. */
export const languageChoices = (locale: string): { code: string; name: string }[] =>
  LANGUAGES.map((code) => ({ code, name: languageName(code, locale) })).toSorted((a, b) =>
    a.name.localeCompare(b.name, locale),
  )
