'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ConditionRow, Conditions, SaidRow } from '#features/patient-condition/schema.ts'
import { SelectField, TextAreaField, TextField } from '#ui/kit/Field.tsx'
import { useTRPC } from '../../../../providers/trpc.ts'
import { FormEnd } from '../../../keeping/FormEnd.tsx'
import { useSave } from '../../../keeping/use-save.ts'
import classes from '../../record.module.css'

const isShort = (reason: string): boolean => reason.trim().length < 3

interface AddConditionProps {
  patientId: string
  choices: Conditions['choices']
  /** The answer that says so; null: it is known otherwise. */
  said: SaidRow | null
  onEnd: () => void
}

/** Puts something on record, with how it is known. */
export const AddCondition = ({ patientId, choices, said, onEnd }: AddConditionProps) => {
  const t = useTranslations('glass.known')
  const trpc = useTRPC()
  const [code, setCode] = useState(said?.code ?? '')
  const [note, setNote] = useState(said?.note ?? '')
  const [reason, setReason] = useState(said === null ? '' : said.question)
  const [tried, setTried] = useState(false)
  const saving = useSave(trpc.patientCondition.add.mutationOptions(), onEnd)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (code === '' || isShort(reason)) return
    const answer = said === null ? null : { encounterId: said.encounterId, questionId: said.questionId }
    saving.send({ patientId, code, note: note.trim(), reason: reason.trim(), answer })
  }
  return (
    <form className={classes.record} aria-label={t('add')} onSubmit={onSubmit} noValidate>
      {said !== null ? (
        <p className={classes.when}>{said.name}</p>
      ) : (
        <SelectField
          label={t('what')}
          value={code}
          error={tried && code === '' ? t('needWhat') : undefined}
          required
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        >
          <option value="">{t('choose')}</option>
          {choices.map((choice) => (
            <option key={choice.code} value={choice.code}>
              {choice.name}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t('note')}
        value={note}
        maxLength={1000}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <TextAreaField
        label={t('reason')}
        hint={t('reasonHint')}
        error={tried && isShort(reason) ? t('needReason') : undefined}
        value={reason}
        rows={2}
        maxLength={1000}
        required
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <FormEnd error={saving.error} busy={saving.busy} action={t('save')} leave={t('cancel')} onLeave={onEnd} />
    </form>
  )
}

/** Says that something is no longer so, with why. */
export const EndCondition = ({ row, onEnd }: { row: ConditionRow; onEnd: () => void }) => {
  const t = useTranslations('glass.known')
  const trpc = useTRPC()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useSave(trpc.patientCondition.end.mutationOptions(), onEnd)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isShort(reason)) saving.send({ conditionId: row.id, reason: reason.trim() })
  }
  return (
    <form className={classes.record} aria-label={t('end', { condition: row.name })} onSubmit={onSubmit} noValidate>
      <TextAreaField
        label={t('endReason')}
        hint={t('endHint')}
        error={tried && isShort(reason) ? t('needEndReason') : undefined}
        value={reason}
        rows={2}
        maxLength={1000}
        required
        autoFocus
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <FormEnd error={saving.error} busy={saving.busy} action={t('endSave')} leave={t('cancel')} onLeave={onEnd} />
    </form>
  )
}
