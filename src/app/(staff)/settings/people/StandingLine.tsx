'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import { Icon, type IconName } from '#ui/kit/Icon.tsx'
import { isLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import classes from './people.module.css'
import { type Standing, standingLook } from './standing-look.ts'

const ICONS = { done: 'check', due: 'clock', danger: 'slash', quiet: 'minus' } as const satisfies Record<
  string,
  IconName
>

/** What somebody may do where, and until when: by sign, word and colour. */
export const StandingLine = ({ standing, where }: { standing: Standing; where: boolean }) => {
  const t = useTranslations('people')
  const technique = useTranslations('technique.name')
  const day = useDay()
  const { word, tone, date } = standingLook(standing)
  const what = t(`standing.${word}`, { technique: technique(standing.technique), date: date === null ? '' : day(date) })
  return (
    <span className={classes.standing} data-tone={tone}>
      <Icon name={ICONS[tone]} size={14} />
      <span>{where ? t('at', { where: standing.jurisdiction, what }) : what}</span>
    </span>
  )
}

/** A date 'YYYY-MM-DD' as people say it, with its year. */
export const useDay = () => {
  const locale = useLocale()
  return (date: string): string => formatDate(date, isLocale(locale) ? locale : 'en')
}
