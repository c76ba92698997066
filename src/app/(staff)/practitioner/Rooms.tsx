'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { RestRing } from '#ui/clinic/RestRing.tsx'
import { formatTime } from '#words/time.ts'
import { type Card, visitHref } from './card-of.ts'
import classes from './my-day.module.css'
import { roomsNow } from './rooms.ts'
import { usePlace } from './use-place.ts'

/** All rooms at a glance, for who assists: who is in which, with how many needles, until when; and who comes next. */
export const Rooms = ({ cards, nowMs }: { cards: readonly Card[]; nowMs: number }) => {
  const t = useTranslations('practitioner.day.rooms')
  const place = usePlace()
  return (
    <section aria-labelledby="rooms-title">
      <h2 className={classes.heading} id="rooms-title">
        {t('title')}
      </h2>
      <ul className={classes.rooms}>
        {roomsNow(cards).map((room) => (
          <li key={room.name} className={classes.room}>
            <h3 className={classes.roomName}>{room.name}</h3>
            {room.inside.length === 0 ? <p className={classes.soft}>{t('free')}</p> : null}
            {room.inside.map((card) => (
              <Inside key={card.visit.appointmentId} card={card} nowMs={nowMs} />
            ))}
            {room.next === null ? null : (
              <p className={classes.soft}>
                {t('next', { time: formatTime(room.next.startMs, place), name: room.next.visit.patientName })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Inside = ({ card, nowMs }: { card: Card; nowMs: number }) => {
  const t = useTranslations('practitioner.day.rooms')
  const place = usePlace()
  const { visit, needlesIn, needlesDueOutMs } = card
  const resting = needlesIn > 0 && needlesDueOutMs !== null
  return (
    <div className={classes.resting}>
      {resting ? (
        <RestRing fromMs={Date.parse(visit.needlesInAt ?? visit.startsAt)} dueMs={needlesDueOutMs} nowMs={nowMs} />
      ) : null}
      <span className={classes.restingWho}>
        <Link href={visitHref(visit)} prefetch={false} className={classes.cover}>
          <bdi>{visit.patientName}</bdi>
        </Link>
        <span className={classes.soft}>{visit.practitionerName}</span>
        <span className={classes.soft}>
          {needlesIn === 0
            ? t('noNeedles')
            : needlesDueOutMs === null
              ? t('needles', { count: needlesIn })
              : t('needlesUntil', { count: needlesIn, time: formatTime(needlesDueOutMs, place) })}
        </span>
      </span>
    </div>
  )
}
