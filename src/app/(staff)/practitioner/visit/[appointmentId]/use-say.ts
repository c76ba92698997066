'use client'

import { useTranslations } from 'use-intl/react'
import type { Translate } from '#words/translator.ts'

/** Words whose key is made from a reason or an id. */
export const useSay = (): Translate => {
  const t = useTranslations()
  return (key, values) => t(key as Parameters<typeof t>[0], values)
}
