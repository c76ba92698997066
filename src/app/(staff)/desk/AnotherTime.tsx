'use client'

import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { wallToMs } from '#domain/time/zone.ts'
import { Button } from '#ui/kit/Button.tsx'
import { useDesk } from './desk-context.ts'
import classes from './panel.module.css'
import type { Plan } from './use-offers.ts'

interface AnotherTimeProps {
  plan: Plan
  onWish: (startMs: number) => void
}

/** A time the caller wishes for: it is checked, and refused with the next best ones. */
export const AnotherTime = ({ plan, onWish }: AnotherTimeProps) => {
  const t = useTranslations('desk.when')
  const { zone, today } = useDesk()
  const id = useId()
  const [wish, setWish] = useState({ date: plan.fromDate, time: '' })
  const [problem, setProblem] = useState<string | null>(null)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const [hours, minutes] = wish.time.split(':').map(Number)
    if (wish.date === '' || hours === undefined || minutes === undefined) return setProblem(t('incomplete'))
    const meant = wallToMs(wish.date, hours * 60 + minutes, zone)
    if (meant.kind === 'gap') return setProblem(t('noSuchTime'))
    setProblem(null)
    onWish(meant.ms)
  }
  const field = (key: keyof typeof wish) => ({
    id: `${id}-${key}`,
    className: classes.select,
    value: wish[key],
    'aria-invalid': problem === null ? undefined : true,
    'aria-describedby': problem === null ? undefined : `${id}-problem`,
    onChange: (event: { currentTarget: { value: string } }) => setWish({ ...wish, [key]: event.currentTarget.value }),
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
    </form>
  )
}
