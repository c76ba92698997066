'use client'

import type { CSSProperties } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { isLocale } from '#words/locale.ts'
import { formatTime } from '#words/time.ts'
import { Icon } from '../../kit/Icon.tsx'
import { offerKey, type TimeOffer } from '../times/time-offer.ts'
import classes from './day-grid.module.css'
import { isBesideOffer, minutesBetween, type Placed } from './day-layout.ts'

interface DayOffersProps {
  offers: readonly TimeOffer[]
  /** They answer the question before: in sight, and not to be taken. */
  stale: boolean
  chosen: TimeOffer | null
  /** What stands in the column already. */
  visits: readonly Placed[]
  /** Where the column begins. */
  fromMs: number
  zone: string
  onTake: (offer: TimeOffer) => void
}

/** Free times in a practitioner's column; beside a visit that leaves them room, only their sign. */
export const DayOffers = ({ offers, stale, chosen, visits, fromMs, zone, onTake }: DayOffersProps) => {
  const t = useTranslations('day')
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone }
  return offers.map((offer) => {
    const time = formatTime(offer.startMs, context)
    return (
      <button
        key={offerKey(offer)}
        type="button"
        className={classes.offer}
        // the same times stand as chips in the panel, where the keyboard reaches them
        tabIndex={-1}
        aria-label={t('offer', { time })}
        aria-pressed={chosen !== null && offerKey(chosen) === offerKey(offer)}
        aria-disabled={stale || undefined}
        data-tight={visits.some((visit) => isBesideOffer(visit, offer.startMs))}
        style={{ '--top': minutesBetween(fromMs, offer.startMs) } as CSSProperties}
        onClick={() => {
          if (!stale) onTake(offer)
        }}
      >
        <Icon name="plus" size={12} />
        <span>{time}</span>
      </button>
    )
  })
}
