'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './outcome.module.css'

const POINTS = Array.from({ length: 11 }, (_, points) => points)

interface PointsProps {
  what: string
  /** What the ends of the scale mean. */
  scale: string
  value: number | null
  disabled: boolean
  onPress: (value: number) => void
}

/** A number from 0 to 10 in one press. */
export const Points = ({ what, scale, value: shown, disabled, onPress }: PointsProps) => {
  const t = useTranslations('outcome')
  const name = useId()
  return (
    <fieldset className={classes.score} disabled={disabled}>
      <legend>
        {what} <span className={classes.hint}>{scale}</span>
      </legend>
      <div className={classes.points}>
        {POINTS.map((value) => (
          <label key={value} className={classes.point}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={shown === value}
              aria-label={t('score', { value })}
              onChange={() => onPress(value)}
            />
            <span aria-hidden="true">{value}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
