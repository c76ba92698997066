'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { FormEnd } from '../keeping/FormEnd.tsx'
import classes from './rest.module.css'

/** Fewer letters are no reason. */
export const SHORTEST_REASON = 3

interface ReasonFormProps {
  /** What will be done, in words. */
  action: string
  label: string
  busy: boolean
  error: unknown
  onDone: (reason: string) => void
  onGiveUp: () => void
}

/** Ends something that somebody decided: the reason is the second thought. */
export const ReasonForm = ({ action, label, busy, error, onDone, onGiveUp }: ReasonFormProps) => {
  const t = useTranslations('recovery')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const short = reason.trim().length < SHORTEST_REASON
    setMissing(short)
    if (!short) onDone(reason.trim())
  }
  return (
    <form className={classes.form} onSubmit={onSubmit} aria-label={action} noValidate>
      <TextAreaField
        label={label}
        error={missing ? t('reasonMissing') : undefined}
        rows={2}
        maxLength={2000}
        required
        autoFocus
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <FormEnd error={error} busy={busy} action={action} leave={t('leave')} onLeave={onGiveUp} />
    </form>
  )
}
