'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { WeekRow } from '#features/schedule/schema.ts'
import { WeekBars, type WeekBarsDay, WeekBarsLegend, type WeekBarsRow } from '#ui/clinic/WeekBars.tsx'
import { clockWords } from '#words/rule.ts'
import edit from '../../keeping/edit.module.css'
import classes from './hours.module.css'
import { useHoursWords } from './use-hours-words.ts'

interface WeekPictureProps {
  dates: readonly string[]
  locations: readonly { readonly id: string; readonly name: string }[]
  rows: readonly WeekRow[]
  today: string
  nowMs: number
}

const WHOLE_DAY = 1440

/** Everybody's and everything's week to look at; a name leads to its hours. */
export const WeekPicture = ({ dates, locations, rows, today, nowMs }: WeekPictureProps) => {
  const t = useTranslations('schedule.week')
  const { dayText } = useHoursWords(nowMs)
  const dayWords = (row: WeekRow, day: WeekRow['days'][number]): WeekBarsDay => {
    const always = !row.hasHours && row.subject.kind !== 'practitioner'
    const open = always
      ? [t('always')]
      : day.open.map(({ fromMinute, toMinute }) =>
          t('open', { from: clockWords(fromMinute), to: clockWords(toMinute) }),
        )
    const closed = day.closed.map(({ fromMinute, toMinute, reason }) =>
      fromMinute === 0 && toMinute === WHOLE_DAY
        ? t('closedAll', { reason })
        : t('closed', { from: clockWords(fromMinute), to: clockWords(toMinute), reason }),
    )
    const what = [...open, ...closed].join('; ') || t('nothing')
    return { ...day, words: t('cell', { day: dayText(day.date), what }) }
  }
  const rowOf = (row: WeekRow): WeekBarsRow => ({
    key: `${row.locationId} ${row.subject.id}`,
    faint: !row.hasHours,
    head: (
      <>
        <Link className={classes.name} href={`/settings/hours/${row.subject.kind}/${row.subject.id}`} prefetch={false}>
          <bdi>{row.name}</bdi>
        </Link>
        <span className={edit.quiet}>{t(`kind.${row.subject.kind}`)}</span>
      </>
    ),
    days: row.days.map((day) => dayWords(row, day)),
  })
  const groups = locations
    .map(({ id, name }) => ({ key: id, name, rows: rows.filter((row) => row.locationId === id).map(rowOf) }))
    .filter((group) => group.rows.length > 0)
  return (
    <>
      <WeekBars
        label={t('label')}
        who={t('who')}
        days={dates.map((date) => ({ date, name: dayText(date), today: date === today }))}
        groups={groups}
      />
      <WeekBarsLegend open={t('legendOpen')} closed={t('legendClosed')} faint={t('legendAlways')} />
    </>
  )
}
