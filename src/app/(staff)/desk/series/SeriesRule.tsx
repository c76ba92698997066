'use client'

import { useTranslations } from 'use-intl/react'
import { MOST_VISITS } from '#domain/appointment/visit-series.ts'
import type { Weekday } from '#domain/time/calendar-date.ts'
import { DAY_MS } from '#domain/time/zone.ts'
import { SelectField, TextField } from '#ui/kit/Field.tsx'
import { formatWeekday } from '#words/time.ts'
import { useDesk } from '../desk-context.ts'
import panel from '../panel.module.css'
import classes from './series.module.css'
import { changed, MOST_BETWEEN, type SeriesDraft, withWeekday } from './series-draft.ts'

interface SeriesRuleProps {
  series: SeriesDraft
  onChange: (series: SeriesDraft) => void
}

const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]
/** Any Monday. */
const MONDAY_MS = 4 * DAY_MS

/** "Six visits, every week, on Tuesdays, from then on at ten": the rule in five fields. */
export const SeriesRule = ({ series, onChange }: SeriesRuleProps) => {
  const t = useTranslations('arrange.series')
  const { today, time } = useDesk()
  const { every, unit, weekdays, firstDate } = series
  const nameOf = (weekday: Weekday, length: 'short' | 'long') =>
    formatWeekday(MONDAY_MS + weekday * DAY_MS, { ...time, zone: 'UTC' }, length)
  const number = (key: 'count' | 'every', most: number) => ({
    type: 'number',
    inputMode: 'numeric' as const,
    required: true,
    min: 1,
    max: most,
    value: Number.isNaN(series[key]) ? '' : series[key],
    onChange: (event: { currentTarget: { valueAsNumber: number } }) =>
      onChange(changed(series, { [key]: event.currentTarget.valueAsNumber })),
  })
  return (
    <div className={classes.rule}>
      <TextField label={t('count')} {...number('count', MOST_VISITS)} />
      <div className={panel.pair}>
        <TextField label={t('every')} {...number('every', MOST_BETWEEN)} />
        <SelectField
          label={t('unit')}
          required
          value={unit}
          onChange={(event) =>
            onChange(changed(series, { unit: event.currentTarget.value === 'days' ? 'days' : 'weeks' }))
          }
        >
          <option value="weeks">{t('weeks', { count: every || 1 })}</option>
          <option value="days">{t('days', { count: every || 1 })}</option>
        </SelectField>
      </div>
      {unit === 'weeks' ? (
        <fieldset className={classes.weekdays}>
          <legend className={panel.quiet}>{t('weekdays')}</legend>
          {WEEKDAYS.map((weekday) => (
            <label key={weekday} className={`${panel.person} ${classes.weekday}`}>
              <input
                type="checkbox"
                aria-label={nameOf(weekday, 'long')}
                checked={weekdays.includes(weekday)}
                onChange={() => onChange(withWeekday(series, weekday))}
              />
              <span aria-hidden="true">{nameOf(weekday, 'short')}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <div className={panel.pair}>
        <TextField
          label={t('from')}
          type="date"
          required
          min={today}
          value={firstDate}
          onChange={(event) => onChange(changed(series, { firstDate: event.currentTarget.value }))}
        />
        <TextField
          label={t('time')}
          type="time"
          required
          step={900}
          value={series.time}
          onChange={(event) => onChange(changed(series, { time: event.currentTarget.value }))}
        />
      </div>
    </div>
  )
}
