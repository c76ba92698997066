'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { isResting } from '#domain/encounter/day-order.ts'
import { RestRing } from '#ui/clinic/RestRing.tsx'
import { ringAt } from '#ui/clinic/ring-at.ts'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import { formatTime } from '#words/time.ts'
import { type Card, visitHref } from './card-of.ts'
import classes from './my-day.module.css'
import { usePlace } from './use-place.ts'

/** Everybody who rests with needles in, the one who is due first in front. */
export const RestingNow = ({ cards, nowMs }: { cards: readonly Card[]; nowMs: number }) => {
  const t = useTranslations('practitioner.day')
  const resting = cards.filter(isResting).sort((a, b) => (a.needlesDueOutMs ?? 0) - (b.needlesDueOutMs ?? 0))
  if (resting.length === 0) return null
  return (
    <section aria-labelledby="resting-title">
      <h2 className={classes.heading} id="resting-title">
        {t('resting')}
      </h2>
      <ul className={classes.rings}>
        {resting.map((card) => (
          <Resting key={card.visit.appointmentId} card={card} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  )
}

const Resting = ({ card, nowMs }: { card: Card; nowMs: number }) => {
  const t = useTranslations('practitioner.day.ring')
  const place = usePlace()
  const { visit } = card
  const time = { fromMs: Date.parse(visit.needlesInAt ?? visit.startsAt), dueMs: card.needlesDueOutMs ?? nowMs }
  const { due, minutesLeft } = ringAt(time, nowMs)
  const dueTime = formatTime(time.dueMs, place)
  return (
    <li className={classes.resting}>
      <RestRing {...time} nowMs={nowMs} />
      <span className={classes.restingWho}>
        <Link href={visitHref(visit)} prefetch={false} className={classes.cover}>
          <bdi>{visit.patientName}</bdi>
        </Link>
        <span className={classes.soft}>{visit.roomName}</span>
        <span className={classes.soft}>
          {t('needles', { count: visit.needlesIn })} ·{' '}
          {due ? t('overSince', { time: dueTime }) : t('until', { time: dueTime })}
        </span>
        <VisuallyHidden>{due ? t('over') : t('left', { minutes: minutesLeft })}</VisuallyHidden>
      </span>
    </li>
  )
}
