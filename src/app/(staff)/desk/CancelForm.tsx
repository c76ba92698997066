'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#ui/kit/Button.tsx'
import { TextField } from '#ui/kit/Field.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import type { Visit } from './day-view.ts'
import { newId, useDesk } from './desk-context.ts'
import classes from './panel.module.css'

const REASONS = ['ill', 'work', 'forgot', 'clinic'] as const

/** Cancelling asks for a reason, one tap for the usual ones. */
export const CancelForm = ({ visit, onGiveUp }: { visit: Visit; onGiveUp: () => void }) => {
  const t = useTranslations('desk.cancel')
  const tNews = useTranslations('desk.news')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { tell, time } = useDesk()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [requestId] = useState(newId)
  const cancel = useMutation(trpc.appointment.cancel.mutationOptions())
  const when = formatDateTime(Date.parse(visit.startIso), time)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const given = reason.trim()
    setMissing(given === '')
    if (given === '' || cancel.isPending) return
    cancel.mutate(
      { requestId, appointmentId: visit.id, expectedVersion: visit.version, reason: given },
      {
        onSuccess: () => {
          tell({ words: tNews('cancelled', { name: visit.patient.name, when }) })
          onGiveUp()
          return queries.invalidateQueries(trpc.appointment.pathFilter())
        },
      },
    )
  }
  return (
    <form className={classes.override} onSubmit={onSubmit} aria-label={t('title')} noValidate>
      <TextField
        label={t('reason')}
        error={missing ? t('reasonMissing') : undefined}
        required
        autoFocus
        autoComplete="off"
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.usual}>
        {REASONS.map((usual) => (
          <Button key={usual} onClick={() => setReason(t(`usual.${usual}`))}>
            {t(`usual.${usual}`)}
          </Button>
        ))}
      </div>
      {cancel.error ? <ApiNotice error={cancel.error} /> : null}
      <div className={classes.actions}>
        <Button type="submit" kind="danger" busy={cancel.isPending}>
          {t('do', { when })}
        </Button>
        <Button kind="quiet" onClick={onGiveUp}>
          {t('keep')}
        </Button>
      </div>
    </form>
  )
}
