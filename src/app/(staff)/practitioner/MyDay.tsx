'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { visitThatMatters } from '#domain/encounter/day-order.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { useClock } from '#ui/kit/use-clock.ts'
import { formatDay } from '#words/time.ts'
import { ApiErrorState } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { CloseDay } from '../CloseDay.tsx'
import { AnswersWaiting } from './AnswersWaiting.tsx'
import { CoSignWaiting } from './CoSignWaiting.tsx'
import { type Card, cardOf } from './card-of.ts'
import { DayLine } from './DayLine.tsx'
import { DayLoading } from './DayLoading.tsx'
import { DaySteps } from './DaySteps.tsx'
import { DecisionsWaiting } from './DecisionsWaiting.tsx'
import incidents from './incidents/incidents.module.css'
import classes from './my-day.module.css'
import { NowCard } from './NowCard.tsx'
import { RestingNow } from './RestingNow.tsx'
import { Rooms } from './Rooms.tsx'
import { usePlace } from './use-place.ts'

interface MyDayProps {
  /** `YYYY-MM-DD` in the clinic's zone, as `today`. */
  date: string
  today: string
  serverNowMs: number
  /** Who assists sees everybody's visits. */
  everybodys: boolean
}

/** A practitioner's day: first what needs them now, then the rest in order. */
export const MyDay = ({ date, today, serverNowMs, everybodys }: MyDayProps) => {
  const t = useTranslations('practitioner.day')
  const trpc = useTRPC()
  const place = usePlace()
  const nowMs = useClock(serverNowMs, 10_000)
  const day = formatDay(startOfDayMs(date, place.zone), place, { nowMs })
  const query = useQuery(trpc.encounter.day.queryOptions({ date }))
  const cards = query.data?.visits.map(cardOf)
  return (
    <div className={classes.page}>
      <PageTitle
        subtitle={cards === undefined ? day : `${day} · ${t('summary', { count: cards.length })}`}
        aside={everybodys ? null : <DaySteps date={date} today={today} />}
      >
        {everybodys ? t('titleAll') : t('title')}
      </PageTitle>
      {everybodys ? null : <AnswersWaiting />}
      {everybodys ? null : <CoSignWaiting />}
      {everybodys ? null : <DecisionsWaiting />}
      {cards !== undefined ? (
        <Day cards={cards} day={day} date={date} isToday={date === today} nowMs={nowMs} everybodys={everybodys} />
      ) : query.error === null ? (
        <DayLoading />
      ) : (
        <ApiErrorState error={query.error} onTryAgain={() => void query.refetch()} busy={query.isFetching} />
      )}
    </div>
  )
}

interface DayProps {
  cards: readonly Card[]
  day: string
  date: string
  isToday: boolean
  nowMs: number
  everybodys: boolean
}

const Day = ({ cards, day, date, isToday, nowMs, everybodys }: DayProps) => {
  const t = useTranslations('practitioner.day')
  if (cards.length === 0) return <EmptyState title={t('empty', { day })}>{t('emptyHint')}</EmptyState>
  const first = isToday ? visitThatMatters(cards, nowMs) : null
  return (
    <div className={classes.columns} data-today={isToday}>
      {isToday ? (
        <div className={classes.first}>
          {first === null ? (
            <EmptyState icon="check" title={t('over')}>
              {t('overHint', { day })}
            </EmptyState>
          ) : (
            <NowCard card={first.visit} urgency={first.urgency} nowMs={nowMs} everybodys={everybodys} date={date} />
          )}
          {everybodys ? <Rooms cards={cards} nowMs={nowMs} /> : <RestingNow cards={cards} nowMs={nowMs} />}
        </div>
      ) : null}
      <DayLine cards={cards} currentId={first?.visit.visit.appointmentId ?? null} everybodys={everybodys} date={date} />
      {isToday ? (
        <div className={classes.last}>
          <CloseDay />
          {everybodys ? null : <IncidentsLink />}
        </div>
      ) : null}
    </div>
  )
}

const IncidentsLink = () => {
  const t = useTranslations('safety.incident')
  return (
    <Link className={incidents.link} href="/practitioner/incidents" prefetch={false}>
      {t('list')}
    </Link>
  )
}
