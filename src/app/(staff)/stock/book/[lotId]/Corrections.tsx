'use client'

import { useLocale, useTimeZone, useTranslations } from 'use-intl/react'
import type { LotBook } from '#features/stock/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDate, formatDateTime } from '#words/time.ts'

/** That the last day was corrected, from what to what, by whom and why. */
export const Corrections = ({ corrections }: Pick<LotBook, 'corrections'>) => {
  const t = useTranslations('needles.book')
  const language = useLocale()
  const locale = isLocale(language) ? language : ('en' as const)
  const zone = useTimeZone() ?? 'UTC'
  return corrections.map(({ was, correctedTo, reason, byName, at }) => (
    <Notice
      key={at}
      tone="info"
      title={t('corrected', {
        was: was === null ? t('unknownDay') : formatDate(was, locale),
        now: formatDate(correctedTo, locale),
      })}
    >
      {t('correctedBy', { name: byName, when: formatDateTime(Date.parse(at), { locale, zone }) })} <bdi>{reason}</bdi>
    </Notice>
  ))
}
