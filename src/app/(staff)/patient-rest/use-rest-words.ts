import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl/react'
import { type BodyArea, displayName } from '#domain/body/area.ts'
import { ANYWHERE_AREA } from '#domain/recovery/areas.ts'
import { intlTagOf, isLocale } from '#words/locale.ts'
import { formatDay, type TimeContext } from '#words/time.ts'
import { useTRPC } from '../../providers/trpc.ts'

export interface Place extends TimeContext {
  readonly nowMs: number
}

/** The clinic's areas, asked for once. */
export const useBody = (): readonly BodyArea[] | undefined => {
  const trpc = useTRPC()
  return useQuery(trpc.bodyArea.list.queryOptions(undefined, { staleTime: 3_600_000 })).data?.areas
}

/** How holds and longer rests are said on a screen. */
export const useRestWords = (place: Place) => {
  const t = useTranslations('recovery')
  const technique = useTranslations('technique')
  const language = useLocale()
  const locale = isLocale(language) ? language : 'en'
  const body = useBody()
  const day = (iso: string) => formatDay(Date.parse(iso), place, { length: 'short', nowMs: place.nowMs })
  const areaName = (id: string): string => {
    if (id === ANYWHERE_AREA) return t('hold.wholeBody')
    const area = body?.find((one) => one.id === id)
    return area === undefined ? id : displayName(area, locale, 'staff')
  }
  return {
    day,
    areas: (ids: readonly string[]): string => new Intl.ListFormat(intlTagOf(locale)).format(ids.map(areaName)),
    /** Until a day, or until whoever placed it clears it. */
    holdUntil: (endsIso: string | null, placedByName: string): string =>
      endsIso === null ? t('hold.untilCleared', { practitioner: placedByName }) : day(endsIso),
    amount: ({ amount, unit }: { amount: number; unit: 'hours' | 'days' }): string =>
      technique(`amount.${unit}`, { amount }),
    rule: (rule: { technique: TechniqueName; relation: 'same' | 'neighbour' | 'anywhere' }): string =>
      t('ruleAbout', {
        technique: technique(`name.${rule.technique}`),
        relation: technique(`relation.${rule.relation}`),
      }),
  }
}

type TechniqueName = 'deep-dry-needling' | 'superficial-dry-needling' | 'body-acupuncture' | 'electro-needling'
