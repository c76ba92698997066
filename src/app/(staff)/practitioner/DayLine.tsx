'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { StateBadge } from '#ui/clinic/StateBadge.tsx'
import { statusLooks } from '#ui/clinic/status-look.ts'
import { WhatMatters } from '#ui/clinic/WhatMatters.tsx'
import { formatTime } from '#words/time.ts'
import { AheadOfVisit } from './AheadOfVisit.tsx'
import { type Card, mattersOf, visitHref } from './card-of.ts'
import classes from './my-day.module.css'
import { usePlace } from './use-place.ts'

interface DayLineProps {
  cards: readonly Card[]
  /** The visit that stands above already. */
  currentId: string | null
  everybodys: boolean
  date: string
}

/** The day from top to bottom, one visit a stop. */
export const DayLine = ({ cards, currentId, everybodys, date }: DayLineProps) => {
  const t = useTranslations('practitioner.day')
  return (
    <section aria-labelledby="day-title">
      <h2 className={classes.heading} id="day-title">
        {t('rest')}
      </h2>
      <ol className={classes.line}>
        {cards.map((card) => (
          <Stop
            key={card.visit.appointmentId}
            card={card}
            current={card.visit.appointmentId === currentId}
            everybodys={everybodys}
            date={date}
          />
        ))}
      </ol>
    </section>
  )
}

interface StopProps extends Pick<DayLineProps, 'everybodys' | 'date'> {
  card: Card
  current: boolean
}

const Stop = ({ card, current, everybodys, date }: StopProps) => {
  const t = useTranslations('practitioner.day')
  const place = usePlace()
  const { visit, status } = card
  const facts = [
    visit.serviceName[place.locale],
    visit.roomName,
    ...(everybodys ? [t('with', { practitioner: visit.practitionerName })] : []),
  ]
  return (
    <li className={classes.stop} data-tone={statusLooks[status].tone} data-current={current}>
      <span className={classes.stopTime}>
        <strong>{formatTime(card.startMs, place)}</strong>
        <span className={classes.soft}>{formatTime(card.endMs, place)}</span>
      </span>
      <div className={classes.stopBody}>
        <span className={classes.stopHead}>
          <Link
            href={visitHref(visit)}
            prefetch={false}
            className={classes.cover}
            aria-current={current ? 'true' : undefined}
          >
            <bdi>{visit.patientName}</bdi>
          </Link>
          <StateBadge status={status} />
        </span>
        <span className={classes.soft}>{facts.join(' · ')}</span>
        {visit.matters.length === 0 || status === 'fulfilled' || current ? null : (
          <WhatMatters matters={mattersOf(visit)} />
        )}
        {everybodys || status === 'fulfilled' || current ? null : (
          <AheadOfVisit appointmentId={visit.appointmentId} date={date} />
        )}
      </div>
    </li>
  )
}
