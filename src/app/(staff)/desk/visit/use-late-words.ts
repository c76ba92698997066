import { useTranslations } from 'use-intl/react'
import { MINUTE_MS } from '#domain/time/zone.ts'
import type { Visit } from '../day/day-view.ts'

const HOUR_MINUTES = 60

/** What is said before somebody cancels too late; null where it is early enough. */
export const useLateWords = () => {
  const t = useTranslations('arrange.late')
  return ({ lateFromIso, startIso }: Pick<Visit, 'lateFromIso' | 'startIso'>, nowMs: number): string | null => {
    if (lateFromIso === null || nowMs <= Date.parse(lateFromIso)) return null
    const minutes = Math.round((Date.parse(startIso) - Date.parse(lateFromIso)) / MINUTE_MS)
    const isHours = minutes % HOUR_MINUTES === 0
    return t('warning', { time: isHours ? t('hours', { hours: minutes / HOUR_MINUTES }) : t('minutes', { minutes }) })
  }
}
