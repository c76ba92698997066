'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { Icon } from '../../kit/Icon.tsx'
import classes from './needle-counter.module.css'

export interface NeedleCounterProps {
  /** What is counted: "Needles in", "Removed". */
  label: string
  hint?: string
  value: number
  min?: number
  max?: number
  /** A count that was fixed when it happened can be read, not changed (Z13). */
  fixed?: boolean
  onChange: (value: number) => void
}

const MOST_NEEDLES = 200

/** One count with buttons for gloved fingers; a number can be typed as well. */
export const NeedleCounter = (props: NeedleCounterProps) => {
  const { label, hint, value, min = 0, max = MOST_NEEDLES, fixed = false, onChange } = props
  const t = useTranslations('visit.count')
  const id = useId()
  const change = (wanted: number) => {
    if (Number.isInteger(wanted)) onChange(Math.min(max, Math.max(min, wanted)))
  }
  return (
    <div className={classes.counter}>
      <label htmlFor={id} className={classes.counterName}>
        {label}
        {fixed || hint ? <span className={classes.counterHint}>{fixed ? t('fixed') : hint}</span> : null}
      </label>
      <span className={classes.stepper}>
        {fixed ? null : (
          <button
            type="button"
            className={classes.step}
            aria-label={t('less', { what: label })}
            aria-disabled={value <= min || undefined}
            onClick={() => change(value - 1)}
          >
            <Icon name="minus" size={22} />
          </button>
        )}
        <input
          id={id}
          className={classes.counterValue}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={value}
          readOnly={fixed}
          onChange={(event) => change(event.currentTarget.valueAsNumber)}
          onFocus={(event) => event.currentTarget.select()}
        />
        {fixed ? null : (
          <button
            type="button"
            className={classes.step}
            aria-label={t('more', { what: label })}
            aria-disabled={value >= max || undefined}
            onClick={() => change(value + 1)}
          >
            <Icon name="plus" size={22} />
          </button>
        )}
      </span>
    </div>
  )
}
