'use client'

import { useTranslations } from 'use-intl/react'
import { hearEarly } from '#ui/kit/hear-early.ts'
import classes from './book.module.css'
import type { OfferedDay } from './WhenQuestion.tsx'

/** Times of a day in sight at once; more of them open below. */
const AT_FIRST = 8

interface FreeDayProps {
  day: OfferedDay
  chosen: string | null
  onChoose: (startIso: string) => void
}

/** The free times of one day: radio buttons that look like chips, so that arrow keys move as everywhere. */
export const FreeDay = ({ day, chosen, onChoose }: FreeDayProps) => {
  const t = useTranslations('portal.book.when')
  const chips = (times: OfferedDay['times']) => (
    <div className={classes.chips}>
      {times.map(({ startIso, time }) => (
        <label key={startIso} className={classes.chip}>
          <input
            ref={hearEarly}
            type="radio"
            name="start"
            value={startIso}
            checked={startIso === chosen}
            onChange={() => onChoose(startIso)}
          />
          {time}
        </label>
      ))}
    </div>
  )
  const more = day.times.slice(AT_FIRST)
  return (
    <fieldset className={classes.day}>
      <legend>{day.name}</legend>
      {chips(day.times.slice(0, AT_FIRST))}
      {more.length === 0 ? null : (
        <details>
          <summary>{t('moreOn', { count: more.length, day: day.name })}</summary>
          {chips(more)}
        </details>
      )}
    </fieldset>
  )
}
