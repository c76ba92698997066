'use client'

import { useTranslations } from 'use-intl/react'
import { clockNotes } from '#domain/recurrence/clock-notes.ts'
import { monthEndOf } from '#domain/recurrence/month-end.ts'
import type { RecurrenceRule } from '#domain/recurrence/rule.ts'
import { daysOfSeries } from '#domain/recurrence/series.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import { hoursWords } from '#words/rule.ts'
import classes from './hours.module.css'
import type { HoursShape } from './hours-draft.ts'
import { capitalised, useHoursWords } from './use-hours-words.ts'

interface HoursPreviewProps {
  hours: HoursShape
  rule: RecurrenceRule
  zone: string
  today: string
  nowMs: number
  onTakeRule: (rule: string) => void
}

const SHOWN_DATES = 8
const SHOWN_NOTES = 3
const SEARCHED_DAYS = 1500
const NOTED_DAYS = 400

/** What hours mean: in words, day by day, and where the calendar or the clock plays a trick. */
export const HoursPreview = ({ hours, rule, zone, today, nowMs, onTakeRule }: HoursPreviewProps) => {
  const t = useTranslations('schedule.preview')
  const { context, locale, dayText } = useHoursWords(nowMs)
  const series = { ...hours, rule }
  const start = dayNumberOf(hours.validFrom)
  const first = Math.max(start, dayNumberOf(today))
  const days = daysOfSeries(series, zone, first, first + SEARCHED_DAYS).slice(0, SHOWN_DATES)
  const notes = clockNotes(series, zone, first, first + NOTED_DAYS).slice(0, SHOWN_NOTES)
  const monthEnd = monthEndOf(rule, start)
  return (
    <section className={classes.preview} aria-labelledby="preview" aria-live="polite">
      <h3 id="preview">{t('title')}</h3>
      <p className={classes.words}>{capitalised(hoursWords(series, start, context), locale)}</p>
      {days.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ul className={classes.dates} aria-label={t('dates')}>
          {days.map((day) => (
            <li key={day}>{dayText(dateOf(day))}</li>
          ))}
        </ul>
      )}
      {monthEnd === null ? null : (
        <>
          <p className={classes.clock}>
            <Icon name="alert" />
            {t('monthEnd', { day: monthEnd.monthDay })}
          </p>
          {monthEnd.instead === null ? null : (
            <div>
              <Button onClick={() => onTakeRule(monthEnd.instead?.text ?? '')}>{t('monthEndTake')}</Button>
            </div>
          )}
        </>
      )}
      {notes.map((note) => (
        <p key={`${note.date} ${note.kind}`} className={classes.clock}>
          <Icon name="clock" />
          {t(note.kind, { date: dayText(note.date), minutes: 'minutes' in note ? note.minutes : 0 })}
        </p>
      ))}
    </section>
  )
}
