'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '../../kit/Button.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { minutesAndSeconds, useCountdown } from '../../kit/use-countdown.ts'
import { VisuallyHidden } from '../../kit/VisuallyHidden.tsx'
import classes from './held-time.module.css'

interface HeldTimeProps {
  untilMs: number
  /** The clinic's clock. */
  clock: () => number
  /** Holds it on, or anew. */
  onHoldOn: () => void
  /** Told once, when it has run out. */
  onOver?: () => void
}

/** From then on it is worth asking whether it is still needed. */
const SOON_SECONDS = 120

/** How long a chosen time is still kept. It is read aloud when it becomes short and when it is over, not every second. */
export const HeldTime = ({ untilMs, clock, onHoldOn, onOver }: HeldTimeProps) => {
  const t = useTranslations('held')
  const seconds = useCountdown(untilMs, clock)
  const told = useRef<number | null>(null)
  const over = seconds === 0
  useEffect(() => {
    if (!over || told.current === untilMs) return
    told.current = untilMs
    onOver?.()
  }, [over, untilMs, onOver])
  if (over)
    return (
      <Notice tone="due" role="status" title={t('over')}>
        <p className={classes.words}>{t('overHint')}</p>
        <Button onClick={onHoldOn}>{t('again')}</Button>
      </Notice>
    )
  const soon = seconds <= SOON_SECONDS
  return (
    <div className={classes.held} data-soon={soon}>
      <Icon name="clock" size={18} />
      <span role="timer" aria-live="off">
        {t('for', { left: minutesAndSeconds(seconds) })}
      </span>
      <VisuallyHidden>
        <span role="status">{soon ? t('soon') : t('held')}</span>
      </VisuallyHidden>
      {soon ? (
        <Button kind="quiet" onClick={onHoldOn}>
          {t('longer')}
        </Button>
      ) : null}
    </div>
  )
}
