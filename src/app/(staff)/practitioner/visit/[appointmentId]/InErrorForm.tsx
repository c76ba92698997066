'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextAreaField } from '#ui/kit/Field.tsx'
import { EntryNotice } from './EntryNotice.tsx'
import type { Entry } from './use-entry.ts'
import classes from './visit.module.css'

interface InErrorFormProps<Output> {
  name: string
  hint: string
  mark: string
  entry: Entry<{ reason: string }, Output>
  onClose: () => void
}

/** Why something was entered in error. It is not asked whether one is sure: the reason is. */
export const InErrorForm = <Output,>({ name, hint, mark, entry, onClose }: InErrorFormProps<Output>) => {
  const t = useTranslations('needling.error')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const wanting = reason.trim().length < 3
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!wanting && (await entry.send({ reason: reason.trim() })) !== null) onClose()
  }
  return (
    <form className={classes.outForm} aria-label={name} onSubmit={(event) => void send(event)} noValidate>
      <TextAreaField
        label={t('why')}
        hint={hint}
        error={tried && wanting ? t('needWhy') : undefined}
        value={reason}
        rows={2}
        maxLength={1000}
        required
        autoFocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <EntryNotice entry={entry} />
      <div className={classes.bigActions}>
        <Button kind="danger" type="submit" busy={entry.saving}>
          {mark}
        </Button>
        <Button onClick={onClose}>{t('not')}</Button>
      </div>
    </form>
  )
}
