'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { FormEnd } from '../../keeping/FormEnd.tsx'
import classes from '../panel.module.css'

interface OverrideFormProps {
  /** Kept by whoever shows the form, so that a press that did not work loses no words. */
  reason: string
  onReason: (reason: string) => void
  busy: boolean
  onOverride: (reason: string) => void
  onGiveUp: () => void
}

/** Breaking a rule on purpose: by who may, with a reason that is kept with their name. */
export const OverrideForm = ({ reason, onReason, busy, onOverride, onGiveUp }: OverrideFormProps) => {
  const t = useTranslations('desk.refused')
  const [missing, setMissing] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const given = reason.trim()
    setMissing(given === '')
    if (given !== '' && !busy) onOverride(given)
  }
  return (
    <form className={classes.override} onSubmit={onSubmit} aria-label={t('override')} noValidate>
      <TextAreaField
        label={t('reason')}
        hint={t('reasonHint')}
        error={missing ? t('reasonMissing') : undefined}
        rows={3}
        maxLength={1000}
        required
        autoFocus
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
      <FormEnd busy={busy} action={t('override')} danger leave={t('notAfterAll')} onLeave={onGiveUp} />
    </form>
  )
}
