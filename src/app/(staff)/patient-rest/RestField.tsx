'use client'

import { useTranslations } from 'use-intl/react'
import { AmountField } from '../keeping/fields.tsx'

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

interface RestFieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: TypedAmount
  onChange: (value: TypedAmount) => void
}

/** How long something rests. */
export const RestField = (props: RestFieldProps) => {
  const t = useTranslations('recovery')
  const units = REST_UNITS.map((unit) => ({ unit, label: t(`unitName.${unit}`) }))
  return <AmountField {...props} units={units} unitLabel={t('unit')} />
}
