'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField, TextAreaField } from '#ui/kit/Field.tsx'
import { useTRPCClient } from '../../../../../providers/trpc.ts'
import { usePlace } from '../../../use-place.ts'
import { EntryNotice } from '../EntryNotice.tsx'
import classes from '../outcome/outcome.module.css'
import { useLeaveWarning } from '../use-entry.ts'
import { encounterIdOf, useVisit } from '../visit-context.ts'
import { useLetterEntry } from './use-letter-entry.ts'

const FIELDS = ['toWhom', 'reason', 'findings', 'request'] as const
const NOTHING = { toWhom: '', reason: '', findings: '', request: '' }

/** A new letter: to whom, why, what was found, what is asked for. */
export const LetterForm = ({ replyDays }: { replyDays: number | null }) => {
  const t = useTranslations('referral')
  const { locale } = usePlace()
  const { data } = useVisit()
  const api = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [language, setLanguage] = useState<'en' | 'de'>(locale)
  const [typed, setTyped] = useState(NOTHING)
  const entry = useLetterEntry((input: Parameters<typeof api.serviceRequest.write.mutate>[0]) =>
    api.serviceRequest.write.mutate(input),
  )
  useLeaveWarning(open && FIELDS.some((field) => typed[field] !== ''))
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('write')}</Button>
      </div>
    )
  const close = () => {
    setTyped(NOTHING)
    setOpen(false)
  }
  const write = async () => {
    const saved = await entry.send({ encounterId: encounterIdOf(data), locale: language, ...typed })
    if (saved !== null) close()
  }
  const missing = FIELDS.some((field) => field !== 'findings' && typed[field].trim() === '')
  return (
    <div className={classes.form}>
      {FIELDS.map((field) => (
        <TextAreaField
          key={field}
          label={t(`field.${field}`)}
          hint={t(`fieldHint.${field}`)}
          required={field !== 'findings'}
          rows={field === 'toWhom' ? 2 : 3}
          maxLength={field === 'toWhom' ? 500 : 5000}
          value={typed[field]}
          onChange={({ currentTarget }) => setTyped({ ...typed, [field]: currentTarget.value })}
        />
      ))}
      <SelectField
        label={t('language')}
        required
        value={language}
        onChange={({ currentTarget }) => setLanguage(currentTarget.value === 'de' ? 'de' : 'en')}
      >
        <option value="en">{t('english')}</option>
        <option value="de">{t('german')}</option>
      </SelectField>
      <p className={classes.hint}>{replyDays === null ? t('noPolicy') : t('stays', { days: replyDays })}</p>
      <EntryNotice entry={entry} />
      <div className={classes.actions}>
        <Button kind="primary" disabled={missing || entry.unsent} busy={entry.saving} onClick={() => void write()}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
