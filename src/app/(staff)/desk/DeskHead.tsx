'use client'

import { useTranslations } from 'use-intl/react'
import { startOfDayMs } from '#domain/time/zone.ts'
import { Button } from '#ui/kit/Button.tsx'
import { hearEarly } from '#ui/kit/hear-early.ts'
import { Icon } from '#ui/kit/Icon.tsx'
import { formatDay } from '#words/time.ts'
import classes from './desk.module.css'
import { newId, useDesk } from './desk-context.ts'
import { PatientSearch } from './patient/PatientSearch.tsx'

interface DeskHeadProps {
  date: string
  onGo: (date: string) => void
  onStep: (days: number) => void
}

/** Which day it is, who is looked for, and the first thing a telephone call asks for. */
export const DeskHead = ({ date, onGo, onStep }: DeskHeadProps) => {
  const t = useTranslations('desk')
  const tArrange = useTranslations('arrange.walkIn')
  const { time, today, dispatch } = useDesk()
  const noonMs = startOfDayMs(date, time.zone)
  return (
    <div className={classes.head}>
      <h1 className={classes.date} aria-live="polite">
        {formatDay(noonMs, time, { nowMs: 0 })}
      </h1>
      <div className={classes.steps}>
        <Button onClick={() => onStep(-1)} aria-label={t('dayBefore')} aria-keyshortcuts="PageUp">
          <Icon name="back" />
        </Button>
        <Button onClick={() => onStep(1)} aria-label={t('dayAfter')} aria-keyshortcuts="PageDown">
          <Icon name="back" className={classes.forward} />
        </Button>
        <Button onClick={() => onGo(today)} aria-current={date === today ? 'date' : undefined} aria-keyshortcuts="T">
          {t('today')}
        </Button>
        <label className={classes.goTo}>
          <span>{t('goTo')}</span>
          <input
            ref={hearEarly}
            type="date"
            value={date}
            onChange={(event) => event.currentTarget.value && onGo(event.currentTarget.value)}
          />
        </label>
      </div>
      <div className={classes.headEnd}>
        <PatientSearch
          id="desk-find"
          label={t('find')}
          hideLabel
          shortcut="/"
          onTake={(person) => dispatch({ type: 'open-patient', person })}
        />
        <Button aria-keyshortcuts="W" onClick={() => dispatch({ type: 'walk-in' })}>
          <Icon name="person" />
          {tArrange('button')}
          <kbd className={classes.key}>{tArrange('key')}</kbd>
        </Button>
        <Button
          kind="primary"
          aria-keyshortcuts="N"
          onClick={() => dispatch({ type: 'new-visit', requestId: newId() })}
        >
          <Icon name="plus" />
          {t('newVisit')}
          <kbd className={classes.key}>{t('newVisitKey')}</kbd>
        </Button>
      </div>
    </div>
  )
}
