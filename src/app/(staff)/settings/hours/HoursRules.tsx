'use client'

import { useTranslations } from 'use-intl/react'
import { parseRule } from '#domain/recurrence/parse-rule.ts'
import { daysOfSeries } from '#domain/recurrence/series.ts'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import type { HoursRow } from '#features/schedule/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { hoursWords } from '#words/rule.ts'
import edit from '../../keeping/edit.module.css'
import settings from '../../keeping/keeping.module.css'
import type { usePanel } from '../../keeping/use-panel.ts'
import type { KeptSubject } from './exception-draft.ts'
import classes from './hours.module.css'
import { capitalised, useHoursWords } from './use-hours-words.ts'

interface HoursRulesProps {
  hours: readonly HoursRow[]
  locations: KeptSubject['locations']
  panel: ReturnType<typeof usePanel>
  today: string
  nowMs: number
}

/** Each entry in words, with the days that come next. */
export const HoursRules = ({ hours, locations, panel, today, nowMs }: HoursRulesProps) => {
  const t = useTranslations('schedule')
  return (
    <ul className={classes.rules}>
      {hours.map((row) => {
        const ended = row.validUntil !== null && row.validUntil < today
        const location = locations.find(({ id }) => id === row.locationId)
        return (
          <li key={row.id}>
            <div className={classes.rule}>
              <OneRule
                row={row}
                zone={location?.timeZone ?? 'UTC'}
                place={locations.length > 1 ? (location?.name ?? null) : null}
                ended={ended}
                today={today}
                nowMs={nowMs}
              />
              {ended ? null : (
                <div className={settings.actions}>
                  <Button
                    kind="quiet"
                    aria-expanded={panel.open === `edit ${row.id}`}
                    onClick={panel.opener(`edit ${row.id}`)}
                  >
                    {t('change')}
                  </Button>
                  <Button
                    kind="quiet"
                    aria-expanded={panel.open === `end ${row.id}`}
                    onClick={panel.opener(`end ${row.id}`)}
                  >
                    {t('end')}
                  </Button>
                </div>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

interface OneRuleProps {
  row: HoursRow
  zone: string
  place: string | null
  ended: boolean
  today: string
  nowMs: number
}

const SHOWN = 3
const SEARCHED_DAYS = 800

const OneRule = ({ row, zone, place, ended, today, nowMs }: OneRuleProps) => {
  const t = useTranslations('schedule')
  const { context, locale, dayText } = useHoursWords(nowMs)
  const parsed = parseRule(row.rule)
  if (!parsed.ok) return null
  const words = hoursWords({ ...row, rule: parsed.rule }, dayNumberOf(row.validFrom), context)
  const first = dayNumberOf(row.validFrom > today ? row.validFrom : today)
  const next = daysOfSeries({ ...row, rule: parsed.rule }, zone, first, first + SEARCHED_DAYS).slice(0, SHOWN)
  const dates = next.map((day) => dayText(dateOf(day))).join(', ')
  const coming = (all: readonly string[]) =>
    all
      .filter((date) => date >= today)
      .map(dayText)
      .join(', ')
  const [also, notOn] = [coming(row.addedDates), coming(row.droppedDates)]
  const validity =
    row.validUntil === null
      ? t('from', { date: dayText(row.validFrom) })
      : t('fromUntil', { from: dayText(row.validFrom), until: dayText(row.validUntil) })
  return (
    <div>
      <p className={ended ? edit.off : classes.words}>{capitalised(words, locale)}</p>
      <p className={edit.quiet}>{[place, validity].filter(Boolean).join(' · ')}</p>
      {ended ? null : <p className={edit.quiet}>{dates === '' ? t('nextNone') : t('next', { dates })}</p>}
      {also === '' ? null : <p className={edit.quiet}>{t('also', { dates: also })}</p>}
      {notOn === '' ? null : <p className={edit.quiet}>{t('notOn', { dates: notOn })}</p>}
    </div>
  )
}
