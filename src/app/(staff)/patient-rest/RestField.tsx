'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import kit from '#ui/kit/kit.module.css'
import { FieldFault } from '../keeping/fields.tsx'
import classes from './rest.module.css'

export const RELATIONS = ['same', 'neighbour', 'anywhere'] as const
export const REST_UNITS = ['days', 'hours'] as const

export interface TypedAmount {
  readonly amount: string
  readonly unit: (typeof REST_UNITS)[number]
}

/** The number that was typed, or null when it is none of those that may be. */
export const readAmount = (
  { amount }: TypedAmount,
  { least, most }: { least: number; most: number },
): number | null => {
  const read = /^\d{1,5}$/.test(amount.trim()) ? Number(amount) : Number.NaN
  return read >= least && read <= most ? read : null
}

interface AmountFieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: TypedAmount
  onChange: (value: TypedAmount) => void
}

/** How long something rests: a number with its unit. */
export const AmountField = ({ label, hint, error, value, onChange }: AmountFieldProps) => {
  const t = useTranslations('recovery')
  const id = useId()
  return (
    <div className={kit.field}>
      <label className={kit.label} htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className={kit.hint}>
          {hint}
        </p>
      ) : null}
      <div className={classes.amount}>
        <input
          id={id}
          className={kit.control}
          type="number"
          inputMode="numeric"
          min={0}
          required
          value={value.amount}
          aria-invalid={error ? true : undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={({ currentTarget }) => onChange({ ...value, amount: currentTarget.value })}
        />
        <select
          className={kit.control}
          aria-label={`${label}: ${t('unit')}`}
          value={value.unit}
          onChange={({ currentTarget }) =>
            onChange({ ...value, unit: REST_UNITS.find((one) => one === currentTarget.value) ?? 'days' })
          }
        >
          {REST_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {t(`unitName.${unit}`)}
            </option>
          ))}
        </select>
      </div>
      <FieldFault>{error}</FieldFault>
    </div>
  )
}
