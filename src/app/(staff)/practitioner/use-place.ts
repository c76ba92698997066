'use client'

import { useLocale, useTimeZone } from 'use-intl/react'
import { isLocale } from '#words/locale.ts'
import type { TimeContext } from '#words/time.ts'

/** Whose language and whose clock a screen speaks: the reader's, and the clinic's. */
export const usePlace = (): TimeContext => {
  const language = useLocale()
  return { locale: isLocale(language) ? language : 'en', zone: useTimeZone() ?? 'UTC' }
}
