'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { type Locale, locales } from '#words/locale.ts'
import { speak } from './speak.ts'

/** The other language, in its own words; the page is read again in it. */
export const LanguageSwitch = () => {
  const t = useTranslations('shell')
  const present = useLocale()
  const names: Readonly<Record<Locale, string>> = { en: t('english'), de: t('german') }
  return locales
    .filter((locale) => locale !== present)
    .map((locale) => (
      <Button key={locale} kind="quiet" lang={locale} onClick={() => void speak(locale)}>
        {names[locale]}
      </Button>
    ))
}
