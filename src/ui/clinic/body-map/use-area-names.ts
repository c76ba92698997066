import { useLocale, useTranslations } from 'use-intl/react'
import { type AreaAudience, type BodyArea, displayName } from '#domain/body/area.ts'
import { isLocale } from '#words/locale.ts'
import type { Translate } from '#words/translator.ts'

/** The names of areas for who reads them, and the words about them, also by a key that is made from a reason. */
export const useAreaNames = (audience: AreaAudience) => {
  const t = useTranslations('body')
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const body: Translate = (key, values) => t(key as Parameters<typeof t>[0], values)
  return { t, body, locale, nameOf: (area: BodyArea) => displayName(area, locale, audience) }
}
