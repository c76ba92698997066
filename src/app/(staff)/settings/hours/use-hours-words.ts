import { useLocale, useTranslations } from 'use-intl/react'
import { isLocale, type Locale } from '#words/locale.ts'
import type { RuleContext } from '#words/rule-parts.ts'
import { formatDay } from '#words/time.ts'

/** The words for rules and dates, in the language of the page. */
export const useHoursWords = (nowMs: number) => {
  const t = useTranslations()
  const language = useLocale()
  const locale: Locale = isLocale(language) ? language : 'en'
  const context: RuleContext = { locale, t: (key, values) => t(key as never, values as never) }
  /** A date as a day with its weekday; dates have no zone. */
  const dayText = (date: string): string =>
    formatDay(Date.parse(`${date}T00:00:00Z`), { locale, zone: 'UTC' }, { length: 'short', nowMs })
  return { context, locale, dayText }
}

export const capitalised = (words: string, locale: Locale): string =>
  words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1)
