'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { Urgency } from '#domain/encounter/day-order.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { PatientLine } from '#ui/clinic/PatientLine.tsx'
import { StateBadge } from '#ui/clinic/StateBadge.tsx'
import { WhatMatters } from '#ui/clinic/WhatMatters.tsx'
import { formatTime, formatTimeRange } from '#words/time.ts'
import { useNeedMatters } from '../use-need-matters.ts'
import { AheadOfVisit } from './AheadOfVisit.tsx'
import { type Card, mattersOf, visitHref } from './card-of.ts'
import classes from './my-day.module.css'
import { useFirstFocus } from './use-first-focus.ts'
import { usePlace } from './use-place.ts'

interface NowCardProps {
  card: Card
  urgency: Urgency
  nowMs: number
  everybodys: boolean
  date: string
}

const sinceMs = ({ visit, startMs, needlesDueOutMs }: Card, urgency: Urgency): number => {
  if (urgency === 'needles-due' || urgency === 'resting') return needlesDueOutMs ?? startMs
  return urgency === 'waiting' && visit.arrivedAt !== null ? Date.parse(visit.arrivedAt) : startMs
}

/** The one visit that matters now: who, where, since when, what to know first, and one large way in. */
export const NowCard = ({ card, urgency, nowMs, everybodys, date }: NowCardProps) => {
  const t = useTranslations('practitioner.day')
  const place = usePlace()
  const { visit } = card
  const needs = useNeedMatters(visit.patientId)
  useFirstFocus(() => 'open-visit')
  const kicker =
    urgency === 'in-room'
      ? t('kicker.in-roomNow')
      : t(`kicker.${urgency}`, { time: formatTime(sinceMs(card, urgency), place) })
  const facts = [
    visit.serviceName[place.locale],
    visit.roomName,
    ...(everybodys ? [t('with', { practitioner: visit.practitionerName })] : []),
  ]
  return (
    <section className={classes.now} data-urgency={urgency} aria-labelledby="now-title">
      <p className={classes.kicker} id="now-title">
        {kicker}
      </p>
      <h2 className={classes.who}>
        <PatientLine
          name={visit.patientName}
          birthDate={visit.birthDate}
          today={localDateOf(nowMs, place.zone)}
          size="large"
        />
      </h2>
      <p className={classes.facts}>
        <span>{facts.join(' · ')}</span> <span>{formatTimeRange(card.startMs, card.endMs, place)}</span>{' '}
        <StateBadge status={card.status} />
      </p>
      <WhatMatters matters={[...mattersOf(visit), ...needs]} />
      {everybodys ? null : <AheadOfVisit appointmentId={visit.appointmentId} date={date} />}
      <Link id="open-visit" href={visitHref(visit)} prefetch={false} className={classes.open}>
        {t('open')}
      </Link>
    </section>
  )
}
