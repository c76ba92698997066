'use client'

import { useTranslations } from 'use-intl/react'
import { type PeopleCount, unaccounted } from '#domain/lot/recall-case.ts'

/** How far a recall or a drill is, in a few words. */
export const useStateWords = () => {
  const t = useTranslations('recall.state')
  return (kind: 'recall' | 'drill', closed: boolean, people: PeopleCount): string => {
    if (kind === 'drill') return t(closed ? 'drillClosed' : 'drillOpen')
    const waiting = unaccounted(people)
    if (!closed) return t('open', { waiting })
    return waiting > 0 ? t('late', { waiting }) : t('closed')
  }
}
