'use client'

import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { useTranslations } from 'use-intl/react'
import { hearEarly } from './hear-early.ts'
import { Icon } from './Icon.tsx'
import classes from './kit.module.css'

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and how to put it right, as a sentence. */
  error?: ReactNode
}

const describedBy = (id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

const Help = ({ id, hint, error }: Pick<FieldProps, 'hint' | 'error'> & { id: string }) => (
  <>
    {hint ? (
      <p id={`${id}-hint`} className={classes.hint}>
        {hint}
      </p>
    ) : null}
    {error ? (
      <p id={`${id}-error`} className={classes.fieldError}>
        <Icon name="alert" className={classes.fieldErrorIcon} />
        {error}
      </p>
    ) : null}
  </>
)

const Label = ({ id, label, required }: { id: string; label: ReactNode; required: boolean }) => {
  const t = useTranslations('kit')
  return (
    <label className={classes.label} htmlFor={id}>
      {label} {required ? null : <span className={classes.optional}>({t('optional')})</span>}
    </label>
  )
}

type TextFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>

/** One line of text, a date, a number: a native input with its label, help and error tied to it. */
export const TextField = ({ label, hint, error, ...input }: TextFieldProps) => {
  const ownId = useId()
  const id = input.id ?? ownId
  return (
    <div className={classes.field}>
      <Label id={id} label={label} required={input.required ?? false} />
      <Help id={id} hint={hint} error={error} />
      <input
        {...input}
        ref={hearEarly}
        id={id}
        className={classes.control}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
      />
    </div>
  )
}

type TextAreaFieldProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>

export const TextAreaField = ({ label, hint, error, ...area }: TextAreaFieldProps) => {
  const ownId = useId()
  const id = area.id ?? ownId
  return (
    <div className={classes.field}>
      <Label id={id} label={label} required={area.required ?? false} />
      <Help id={id} hint={hint} error={error} />
      <textarea
        rows={4}
        {...area}
        ref={hearEarly}
        id={id}
        className={classes.control}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
      />
    </div>
  )
}

type SelectFieldProps = FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>

/** One of many, in a native list. */
export const SelectField = ({ label, hint, error, ...select }: SelectFieldProps) => {
  const ownId = useId()
  const id = select.id ?? ownId
  return (
    <div className={classes.field}>
      <Label id={id} label={label} required={select.required ?? false} />
      <Help id={id} hint={hint} error={error} />
      <select
        {...select}
        ref={hearEarly}
        id={id}
        className={classes.control}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
      />
    </div>
  )
}

export interface Choice {
  value: string
  label: ReactNode
  hint?: ReactNode
}

interface ChoiceFieldProps extends FieldProps {
  name: string
  choices: readonly Choice[]
  value: string | null
  onChange: (value: string) => void
  required?: boolean
}

/** One of a few, each a large row to press; arrow keys move as in any group of radio buttons. */
export const ChoiceField = ({ label, hint, error, name, choices, value, onChange, required }: ChoiceFieldProps) => {
  const id = useId()
  return (
    <fieldset className={classes.field} aria-describedby={describedBy(id, { hint, error })}>
      <legend className={classes.label}>{label}</legend>
      <Help id={id} hint={hint} error={error} />
      <div className={classes.choices}>
        {choices.map((choice) => (
          <label key={choice.value} className={classes.choice}>
            <input
              ref={hearEarly}
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              required={required}
              onChange={() => onChange(choice.value)}
            />
            <span>
              {choice.label}
              {choice.hint ? <span className={classes.hint}> {choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface CheckFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'type'> {
  label: ReactNode
}

/** A yes that stands alone, such as agreeing to a text. */
export const CheckField = ({ label, ...input }: CheckFieldProps) => (
  <label className={classes.choice}>
    <input {...input} ref={hearEarly} type="checkbox" />
    <span>{label}</span>
  </label>
)
