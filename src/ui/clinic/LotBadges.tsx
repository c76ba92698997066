'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import type { BoxStanding, LotStatus } from '#domain/lot/stock.ts'
import { isLocale } from '#words/locale.ts'
import { formatDate } from '#words/time.ts'
import { Icon } from '../kit/Icon.tsx'
import classes from './clinic.module.css'
import { expiryLooks, lotStatusLooks, standingLooks } from './lot-look.ts'

interface LotStatusBadgeProps {
  status: LotStatus
  /** Nobody has set it aside, and still it is not for use. */
  expired: boolean
  /** False: it was found in a visit, and the stock book does not know it. */
  received: boolean
}

export const LotStatusBadge = ({ status, expired, received }: LotStatusBadgeProps) => {
  const t = useTranslations('lot.status')
  const { icon, tone } = lotStatusLooks[status]
  if (expired && status === 'active')
    return (
      <span className={classes.badge} data-tone="quiet">
        <Icon name="slash" size={14} />
        {t('expired')}
      </span>
    )
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={icon} size={14} />
      {t(received || status === 'recalled' ? status : 'unknown')}
    </span>
  )
}

/** What stands against a box whose needles are used all the same; nothing for one that may be used. */
export const BoxStandingBadge = ({ standing }: { standing: BoxStanding }) => {
  const t = useTranslations('lot.standing')
  if (standing === 'usable') return null
  const { icon, tone } = standingLooks[standing]
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={icon} size={14} />
      {t(standing)}
    </span>
  )
}

interface ExpiryBadgeProps {
  state: keyof typeof expiryLooks
  /** Days until its last day; below nought after it, null when nobody knows it. */
  daysLeft: number | null
  /** 'YYYY-MM-DD', the last day on which it may be used; null: not known. */
  date: string | null
}

/** How long a lot may still be used, in words. */
export const ExpiryBadge = ({ state, daysLeft, date }: ExpiryBadgeProps) => {
  const t = useTranslations('lot.expiry')
  const locale = useLocale()
  const { icon, tone } = expiryLooks[state]
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={icon} size={14} />
      {t(state, {
        days: Math.abs(daysLeft ?? 0),
        date: date === null ? '' : formatDate(date, isLocale(locale) ? locale : 'en'),
      })}
    </span>
  )
}
