'use client'

import { useTranslations } from 'use-intl/react'
import classes from './rest-ring.module.css'
import { ringAt } from './ring-at.ts'

interface RestRingProps {
  fromMs: number
  dueMs: number
  nowMs: number
}

const SIZE = 84
const WIDTH = 7
const RADIUS = (SIZE - WIDTH) / 2
const AROUND = 2 * Math.PI * RADIUS

/** Needles that rest, as a ring that runs down; the minutes stand inside, so that its length never speaks alone. */
export const RestRing = ({ fromMs, dueMs, nowMs }: RestRingProps) => {
  const t = useTranslations('practitioner.day.ring')
  const { shareLeft, minutesLeft, due } = ringAt({ fromMs, dueMs }, nowMs)
  return (
    <span className={classes.ring} data-due={due}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} width={SIZE} height={SIZE} aria-hidden="true" focusable="false">
        <circle className={classes.ground} cx={SIZE / 2} cy={SIZE / 2} r={RADIUS} strokeWidth={WIDTH} />
        <circle
          className={classes.left}
          cx={SIZE / 2}
          cy={SIZE / 2}
          r={RADIUS}
          strokeWidth={WIDTH}
          strokeDasharray={`${AROUND * (due ? 1 : shareLeft)} ${AROUND}`}
          transform={`rotate(-90 ${SIZE / 2} ${SIZE / 2})`}
        />
      </svg>
      <span className={classes.inside}>{due ? t('over') : t('minutes', { minutes: minutesLeft })}</span>
    </span>
  )
}
