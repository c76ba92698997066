'use client'

import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { formatTime } from '#words/time.ts'
import { useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'
import { readTypedTime } from './typed-time.ts'
import type { Plan } from './use-offers.ts'

interface AnotherTimeProps {
  plan: Plan
  onWish: (startMs: number) => void
}

/** A time the caller wishes for: it is checked, and refused with the next best ones. */
export const AnotherTime = ({ plan, onWish }: AnotherTimeProps) => {
  const t = useTranslations('desk.when')
  const { zone, today, time: context } = useDesk()
  const id = useId()
  const [wish, setWish] = useState({ date: plan.fromDate, time: '' })
  const [problem, setProblem] = useState<string | null>(null)
  const [choices, setChoices] = useState<readonly number[]>([])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const meant = readTypedTime(wish, zone)
    setChoices(meant.kind === 'two' ? meant.choicesMs : [])
    if (meant.kind === 'one') onWish(meant.startMs)
    setProblem(meant.kind === 'incomplete' ? t('incomplete') : meant.kind === 'no-such-time' ? t('noSuchTime') : null)
  }
  const field = (key: keyof typeof wish) => ({
    id: `${id}-${key}`,
    className: classes.select,
    value: wish[key],
    'aria-invalid': problem === null ? undefined : true,
    'aria-describedby': problem === null ? undefined : `${id}-problem`,
    onChange: (event: { currentTarget: { value: string } }) => {
      setChoices([])
      setWish({ ...wish, [key]: event.currentTarget.value })
    },
  })
  return (
    <form className={classes.wish} onSubmit={onSubmit} aria-label={t('another')}>
      <p className={classes.wishTitle}>{t('another')}</p>
      <label htmlFor={`${id}-date`}>{t('date')}</label>
      <label htmlFor={`${id}-time`}>{t('time')}</label>
      <input type="date" min={today} {...field('date')} />
      <input type="time" step={900} {...field('time')} />
      <Button type="submit" busy={plan.checked.isFetching && plan.checked.fetchStatus === 'fetching'}>
        {t('check')}
      </Button>
      {problem === null ? null : (
        <p id={`${id}-problem`} className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      {choices.length === 0 ? null : (
        <div className={classes.twice} role="alert">
          <p>{t('comesTwice')}</p>
          <div className={classes.actions}>
            {choices.map((startMs) => (
              <Button key={startMs} onClick={() => onWish(startMs)}>
                {formatTime(startMs, context)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </form>
  )
}
