'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TASK_OUTCOMES, type TaskOutcome } from '#features/task/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { SelectField, TextAreaField } from '#ui/kit/Field.tsx'
import { useClock } from '#ui/kit/use-clock.ts'
import { formatDateTime, type TimeContext } from '#words/time.ts'
import { ApiNotice } from '../providers/ApiProblem.tsx'
import { useTRPC } from '../providers/trpc.ts'
import classes from './answer-task.module.css'
import { FormEnd } from './keeping/FormEnd.tsx'

interface AnswerTaskProps {
  task: {
    id: string
    dueIso: string | null
    takenByName: string | null
    owner: 'practitioner' | 'on-duty' | 'desk' | 'treating'
    practitioner: { name: string } | null
  }
  time: TimeContext
  onClosed: () => void
}

/** By when somebody has to have taken it, whose it is, and how it is taken and closed with a note. */
export const AnswerTask = ({ task, time, onClosed }: AnswerTaskProps) => {
  const t = useTranslations('answer.task')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const nowMs = useClock(Date.now(), 30_000)
  const [closing, setClosing] = useState(false)
  const seenAnew = () =>
    Promise.all([
      queries.invalidateQueries(trpc.task.pathFilter()),
      queries.invalidateQueries(trpc.checkIn.pathFilter()),
    ])
  const take = useMutation(trpc.task.take.mutationOptions({ onSuccess: seenAnew }))
  const dueMs = task.dueIso === null ? null : Date.parse(task.dueIso)
  const isLate = dueMs !== null && dueMs < nowMs && task.takenByName === null
  return (
    <div className={classes.answer}>
      <p className={classes.facts}>
        {dueMs === null ? null : (
          <strong data-late={isLate}>{t(isLate ? 'overdue' : 'due', { when: formatDateTime(dueMs, time) })}</strong>
        )}
        <span>
          {task.takenByName === null
            ? t(`owner.${task.owner}`, { name: task.practitioner?.name ?? '' })
            : t('takenBy', { name: task.takenByName })}
        </span>
      </p>
      {take.error ? <ApiNotice error={take.error} /> : null}
      {closing ? (
        <CloseForm
          taskId={task.id}
          onCancel={() => setClosing(false)}
          onClosed={() => void seenAnew().then(onClosed)}
        />
      ) : (
        <div className={classes.actions}>
          <Button
            kind={task.takenByName === null ? 'primary' : 'plain'}
            busy={take.isPending}
            onClick={() => take.mutate({ requestId: crypto.randomUUID(), taskId: task.id })}
          >
            {t(task.takenByName === null ? 'take' : 'takeOver')}
          </Button>
          <Button onClick={() => setClosing(true)}>{t('close')}</Button>
        </div>
      )}
    </div>
  )
}

interface CloseFormProps {
  taskId: string
  onCancel: () => void
  onClosed: () => void
}

/** What came of it, in one choice and a few words; what was typed stays when it could not be saved. */
const CloseForm = ({ taskId, onCancel, onClosed }: CloseFormProps) => {
  const t = useTranslations('answer.task')
  const trpc = useTRPC()
  const [outcome, setOutcome] = useState<TaskOutcome>('reached')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const close = useMutation(trpc.task.close.mutationOptions({ onSuccess: onClosed }))
  const short = note.trim().length < 3
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (short || close.isPending) return
    close.mutate({ requestId: crypto.randomUUID(), taskId, outcome, note: note.trim() })
  }
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <SelectField
        label={t('outcome')}
        required
        value={outcome}
        onChange={({ currentTarget }) =>
          setOutcome(TASK_OUTCOMES.find((one) => one === currentTarget.value) ?? 'reached')
        }
      >
        {TASK_OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {t(`outcomes.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextAreaField
        label={t('note')}
        hint={t('noteHint')}
        required
        rows={2}
        maxLength={2000}
        error={tried && short ? t('needNote') : undefined}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <FormEnd error={close.error} busy={close.isPending} action={t('save')} leave={t('cancel')} onLeave={onCancel} />
    </form>
  )
}
