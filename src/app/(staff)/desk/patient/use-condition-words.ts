import { useLocale, useTranslations } from 'use-intl/react'
import { matterWords } from '#words/encounter.ts'
import { isLocale } from '#words/locale.ts'
import type { Translate } from '#words/translator.ts'

/** Says a condition on record as the practitioner's card does. */
export const useConditionWords = (): ((condition: string) => string) => {
  const t = useTranslations()
  const language = useLocale()
  return (condition) =>
    matterWords(
      { code: 'condition', severity: 'danger', condition },
      { t: t as Translate, locale: isLocale(language) ? language : 'en', areaName: (id) => id },
    )
}
