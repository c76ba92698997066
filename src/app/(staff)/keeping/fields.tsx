'use client'

import type { ReactNode } from 'react'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { CheckField, ChoiceField, TextField } from '#ui/kit/Field.tsx'
import { Icon } from '#ui/kit/Icon.tsx'
import kit from '#ui/kit/kit.module.css'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { type Duration, UNITS } from '../settings/duration.ts'
import classes from './edit.module.css'

interface LabelledProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** The control, with what ties it to its label, its hint and what is wrong with it. */
  children: (tied: {
    id: string
    'aria-invalid': true | undefined
    'aria-describedby': string | undefined
  }) => ReactNode
}

/** A control below its label and hint, and above what is wrong with it. */
const Labelled = ({ label, hint, error, children }: LabelledProps) => {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className={kit.field}>
      <label className={kit.label} htmlFor={id}>
        {label}
      </label>
      <Hint id={hintId}>{hint}</Hint>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': hint ? hintId : undefined })}
      <FieldFault>{error}</FieldFault>
    </div>
  )
}

const Hint = ({ id, children }: { id: string; children: ReactNode }) =>
  children ? (
    <p id={id} className={kit.hint}>
      {children}
    </p>
  ) : null

interface SelectFieldProps {
  label: string
  hint?: string
  error?: string | undefined
  value: string
  choices: readonly { readonly value: string; readonly label: string }[]
  onChange: (value: string) => void
}

/** One of several, as a native list. */
export const SelectField = ({ value, choices, onChange, ...labels }: SelectFieldProps) => (
  <Labelled {...labels}>
    {(tied) => (
      <select
        {...tied}
        className={kit.control}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )}
  </Labelled>
)

/** What is wrong with a field or a group of them. */
export const FieldFault = ({ children }: { children: ReactNode }) =>
  children ? (
    <p className={kit.fieldError} tabIndex={-1} data-fault="true">
      <Icon name="alert" className={kit.fieldErrorIcon} />
      {children}
    </p>
  ) : null

interface NumberFieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: string
  min: number
  required?: boolean
  onChange: (value: string) => void
}

export const NumberField = ({ onChange, required = true, ...field }: NumberFieldProps) => (
  <TextField
    {...field}
    type="number"
    inputMode="numeric"
    required={required}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
)

interface AmountFieldProps<Unit extends string> {
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: { readonly amount: string; readonly unit: Unit }
  units: readonly { readonly unit: Unit; readonly label: string }[]
  unitLabel: string
  onChange: (value: { amount: string; unit: Unit }) => void
}

/** A number and its unit. */
export const AmountField = <Unit extends string>(props: AmountFieldProps<Unit>) => {
  const { label, hint, error, value, units, unitLabel, onChange } = props
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(tied) => (
        <div className={classes.amount}>
          <input
            {...tied}
            className={kit.control}
            type="number"
            inputMode="numeric"
            min={0}
            required
            value={value.amount}
            onChange={({ currentTarget }) => onChange({ ...value, amount: currentTarget.value })}
          />
          <select
            className={kit.control}
            aria-label={`${label}: ${unitLabel}`}
            value={value.unit}
            onChange={({ currentTarget }) =>
              onChange({ ...value, unit: units.find(({ unit }) => unit === currentTarget.value)?.unit ?? value.unit })
            }
          >
            {units.map((one) => (
              <option key={one.unit} value={one.unit}>
                {one.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </Labelled>
  )
}

interface DurationFieldProps {
  label: string
  hint: string
  error?: string | undefined
  value: Duration
  onChange: (value: Duration) => void
}

export const DurationField = (props: DurationFieldProps) => {
  const t = useTranslations('settings.field')
  return <AmountField {...props} units={UNITS.map((unit) => ({ unit, label: t(unit) }))} unitLabel={t('unit')} />
}

interface ManyFieldProps {
  label: string
  hint?: string | undefined
  /** What is said where there is nothing to choose from; null while that is not known yet. */
  empty: string | null
  choices: readonly { readonly value: string; readonly label: ReactNode }[]
  value: readonly string[]
  error?: string | undefined
  onChange: (value: string[]) => void
}

/** Any of several. */
export const ManyField = ({ label, hint, empty, choices, value, error, onChange }: ManyFieldProps) => {
  const id = useId()
  return (
    <fieldset className={classes.checks} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className={kit.label}>{label}</legend>
      <Hint id={`${id}-hint`}>{hint}</Hint>
      {choices.length === 0 ? (
        empty === null ? (
          <LoadingRows rows={2} />
        ) : (
          <p className={classes.quiet}>{empty}</p>
        )
      ) : null}
      {choices.map((choice) => (
        <CheckField
          key={choice.value}
          label={choice.label}
          checked={value.includes(choice.value)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(checked ? [...value, choice.value] : value.filter((one) => one !== choice.value))
          }
        />
      ))}
      <FieldFault>{error}</FieldFault>
    </fieldset>
  )
}

/** In use, or given up and kept for its past. Nothing is deleted. */
export const StateField = ({ active, onChange }: { active: boolean; onChange: (active: boolean) => void }) => {
  const t = useTranslations('settings.edit')
  return (
    <ChoiceField
      label={t('state')}
      name="state"
      value={active ? 'active' : 'retired'}
      onChange={(value) => onChange(value === 'active')}
      choices={[
        { value: 'active', label: t('inUse') },
        { value: 'retired', label: t('retired'), hint: t('retiredHint') },
      ]}
    />
  )
}
