'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { FormEnd } from '../../keeping/FormEnd.tsx'
import { SelectField } from '../../keeping/fields.tsx'
import { useSave } from '../../keeping/use-save.ts'
import classes from '../panel.module.css'

const OPTIONS = {
  'sms-all-yes': { channel: 'sms', purpose: 'all', agrees: true },
  'sms-all-no': { channel: 'sms', purpose: 'all', agrees: false },
  'email-all-yes': { channel: 'email', purpose: 'all', agrees: true },
  'email-all-no': { channel: 'email', purpose: 'all', agrees: false },
  'email-visits-yes': { channel: 'email', purpose: 'visits', agrees: true },
  'email-visits-no': { channel: 'email', purpose: 'visits', agrees: false },
  'email-care-yes': { channel: 'email', purpose: 'care', agrees: true },
  'email-care-no': { channel: 'email', purpose: 'care', agrees: false },
  'sms-detail-yes': { channel: 'sms', purpose: 'detail', agrees: true },
  'sms-detail-no': { channel: 'sms', purpose: 'detail', agrees: false },
} as const
type Option = keyof typeof OPTIONS
const NAMES = Object.keys(OPTIONS) as Option[]

interface ChoiceFormProps {
  patientId: string
  onClose: (words?: string) => void
}

/** What somebody says about messages, written down with how the clinic knows. */
export const ChoiceForm = ({ patientId, onClose }: ChoiceFormProps) => {
  const t = useTranslations('message.contact')
  const trpc = useTRPC()
  const [option, setOption] = useState<Option>('sms-all-yes')
  const [note, setNote] = useState('')
  const [pressed, setPressed] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('select')?.focus(), [])
  const saving = useSave(trpc.contact.choose.mutationOptions(), () =>
    onClose(t('saved', { said: t(`options.${option}`) })),
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    if (note.trim() !== '') saving.send({ patientId, ...OPTIONS[option], note })
  }
  return (
    <form ref={form} className={classes.newPatient} onSubmit={onSubmit} noValidate aria-label={t('choice')}>
      <SelectField
        label={t('pick')}
        value={option}
        onChange={(value) => setOption(NAMES.find((name) => name === value) ?? option)}
        choices={NAMES.map((value) => ({ value, label: t(`options.${value}`) }))}
      />
      <TextField
        label={t('note')}
        hint={t('noteHint')}
        required
        maxLength={300}
        error={pressed && note.trim() === '' ? t('noteMissing') : undefined}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <FormEnd
        error={saving.error}
        busy={saving.busy}
        action={t('save')}
        leave={t('close')}
        onLeave={() => onClose()}
      />
    </form>
  )
}
