'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { parseDate } from '#domain/time/calendar-date.ts'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import kit from '#ui/kit/kit.module.css'
import edit from '../../keeping/edit.module.css'
import { FieldFault } from '../../keeping/fields.tsx'
import classes from './hours.module.css'
import { useHoursWords } from './use-hours-words.ts'

interface DatesFieldProps {
  label: string
  hint: string
  dates: readonly string[]
  error?: string | undefined
  nowMs: number
  onChange: (dates: string[]) => void
}

/** Single days, each to be added and to be taken away again. */
export const DatesField = ({ label, hint, dates, error, nowMs, onChange }: DatesFieldProps) => {
  const t = useTranslations('schedule.field')
  const { dayText } = useHoursWords(nowMs)
  const [day, setDay] = useState('')
  const add = () => {
    if (parseDate(day) === null) return
    onChange([...new Set([...dates, day])].sort())
    setDay('')
  }
  return (
    <fieldset className={edit.checks}>
      <legend className={kit.label}>{label}</legend>
      <p className={kit.hint}>{hint}</p>
      {dates.length === 0 ? null : (
        <ul className={classes.chips}>
          {dates.map((date) => (
            <li key={date}>
              <Button
                onClick={() => onChange(dates.filter((one) => one !== date))}
                aria-label={t('remove', { date: dayText(date) })}
              >
                {dayText(date)}
                <Icon name="close" size={12} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.add}>
        <TextField
          label={t('day')}
          type="date"
          value={day}
          required
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
          onKeyDown={(event) => {
            // adds the day; the form is not sent with it
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <Button onClick={add}>{t('addDate')}</Button>
      </div>
      <FieldFault>{error}</FieldFault>
    </fieldset>
  )
}
