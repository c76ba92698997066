'use client'

import { useTranslations } from 'use-intl/react'
import type { Severity } from '#domain/encounter/what-matters.ts'
import { Icon, type IconName } from '../kit/Icon.tsx'
import classes from './clinic.module.css'

export interface MatterInWords {
  /** Tells two lines of one list apart. */
  key: string
  severity: Severity
  words: string
}

const icons: Readonly<Record<Severity, IconName>> = { danger: 'alert', due: 'clock', info: 'info' }

/** What to know before a visit, dangers first, as the list was given. Says so when there is nothing. */
export const WhatMatters = ({ matters }: { matters: readonly MatterInWords[] }) => {
  const t = useTranslations('visit.matters')
  if (matters.length === 0) return <p className={classes.quiet}>{t('nothing')}</p>
  return (
    <ul className={classes.badges} aria-label={t('label')}>
      {matters.map(({ key, severity, words }) => (
        <li key={key} className={classes.badge} data-tone={severity}>
          <Icon name={icons[severity]} size={14} />
          {words}
        </li>
      ))}
    </ul>
  )
}
