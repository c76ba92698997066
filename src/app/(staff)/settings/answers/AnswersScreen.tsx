'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { type BearableAlarms, tooManyAlarms } from '#domain/aftercare/alarm-load.ts'
import type { LoadOutput } from '#features/check-in/schema.ts'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDate } from '#words/time.ts'
import { NotYet } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../../answer-task.module.css'
import { usePlace } from '../../practitioner/use-place.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'

/** How often it rang, week by week, and what came of it: what rings for nothing is not heard any more. */
export const AnswersScreen = () => {
  const t = useTranslations('answer.load')
  const trpc = useTRPC()
  const load = useQuery(trpc.checkIn.load.queryOptions({}))
  return (
    <SettingsFrame title={t('title')} intro={t('intro')}>
      {load.data === undefined ? <NotYet query={load} rows={4} /> : <Weeks load={load.data} />}
    </SettingsFrame>
  )
}

const FACTS = ['answers', 'tasks', 'alerts', 'busiestDay', 'inTime', 'actedUpon', 'falseAlarms', 'overdue'] as const

const Weeks = ({ load: { weeks, most } }: { load: { weeks: readonly LoadOutput[]; most: BearableAlarms } }) => {
  const t = useTranslations('answer.load')
  const { locale } = usePlace()
  if (weeks.every(({ answers }) => answers === 0)) return <p>{t('none')}</p>
  return (
    <ul className={classes.list} aria-label={t('weeks')}>
      {weeks.map((week) => (
        <li key={week.monday} className={classes.one}>
          <strong>{t('week', { day: formatDate(week.monday, locale) })}</strong>
          <p>{FACTS.map((fact) => t('fact', { what: t(fact), count: week[fact] })).join(' · ')}</p>
          {tooManyAlarms(week, most).map((one) => (
            <Notice
              key={one}
              tone="due"
              title={t(`tooMany.${one}`, {
                most: one === 'perDay' ? most.mostAlarmsPerDay : most.mostAlarmsPerHundred,
              })}
            />
          ))}
        </li>
      ))}
    </ul>
  )
}
