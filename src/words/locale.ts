export type Locale = 'en' | 'de'

export const locales: readonly Locale[] = ['en', 'de']
export const defaultLocale: Locale = 'en'

/** Where a person keeps the language they chose. */
export const LOCALE_COOKIE = 'filiform-locale'

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value)

/** English as the clinic writes it: day before month and 24 hours. */
export const intlTagOf = (locale: Locale): string => (locale === 'de' ? 'de-DE' : 'en-GB')

/**
 * Decides the language from a stored choice ("de") or an Accept-Language header ("de-CH,de;q=0.9,en;q=0.5"):
 * the most wanted one that we speak, else the default.
 */
export const parseLocale = (wanted: string | null | undefined, fallback: Locale = defaultLocale): Locale =>
  preferences(wanted ?? '').find(isLocale) ?? fallback

const preferences = (header: string): string[] =>
  header
    .split(',')
    .map((part, position) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      return { language: tag.toLowerCase().split('-')[0] ?? '', weight: weightOf(parameters), position }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .map(({ language }) => language)

const weightOf = (parameters: readonly string[]): number => {
  const given = parameters.find((parameter) => parameter.trim().startsWith('q='))
  if (given === undefined) return 1
  const weight = Number(given.trim().slice(2))
  return Number.isFinite(weight) ? weight : 0
}
