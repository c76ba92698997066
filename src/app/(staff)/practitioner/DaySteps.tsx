'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatDay } from '#words/time.ts'
import classes from './my-day.module.css'
import { usePlace } from './use-place.ts'

const hrefOf = (date: string, today: string): string =>
  date === today ? '/practitioner' : `/practitioner?date=${date}`

/** The day before, the day after, and back to today. */
export const DaySteps = ({ date, today }: { date: string; today: string }) => {
  const t = useTranslations('practitioner.day')
  const place = usePlace()
  const dayWords = (other: string) => formatDay(startOfDayMs(other, place.zone), place)
  const before = dateOf(dayNumberOf(date) - 1)
  const after = dateOf(dayNumberOf(date) + 1)
  return (
    <nav className={classes.steps} aria-label={t('navLabel')}>
      <Link
        href={hrefOf(before, today)}
        prefetch={false}
        className={classes.step}
        aria-label={t('previous', { day: dayWords(before) })}
      >
        <Icon name="back" size={20} />
      </Link>
      <Link
        href="/practitioner"
        prefetch={false}
        className={classes.step}
        aria-current={date === today ? 'date' : undefined}
      >
        {t('today')}
      </Link>
      <Link
        href={hrefOf(after, today)}
        prefetch={false}
        className={classes.step}
        aria-label={t('next', { day: dayWords(after) })}
      >
        <Icon name="back" size={20} className={classes.forward} />
      </Link>
    </nav>
  )
}
