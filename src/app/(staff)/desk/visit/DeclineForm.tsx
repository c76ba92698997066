'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ChoiceField } from '#ui/kit/Field.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { FormEnd } from '../../keeping/FormEnd.tsx'
import { newId, useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'

export const DECLINE_REASONS = ['full', 'another-time', 'please-call'] as const

interface DeclineFormProps {
  visit: { readonly id: string; readonly version: number; readonly startIso: string; readonly patientName: string }
  onGiveUp: () => void
}

/** Declining what was asked for: with one of a few words, because the patient reads it. */
export const DeclineForm = ({ visit, onGiveUp }: DeclineFormProps) => {
  const t = useTranslations('arrange.request')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { tell, time } = useDesk()
  const [reason, setReason] = useState<(typeof DECLINE_REASONS)[number]>('full')
  const [requestId, setRequestId] = useState(newId)
  const decline = useMutation(trpc.appointment.decline.mutationOptions())
  const when = formatDateTime(Date.parse(visit.startIso), time)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (decline.isPending) return
    decline.mutate(
      { requestId, appointmentId: visit.id, expectedVersion: visit.version, reason },
      {
        onSuccess: () => {
          tell({ words: t('declined', { name: visit.patientName, when }) })
          onGiveUp()
          return queries.invalidateQueries(trpc.appointment.pathFilter())
        },
      },
    )
  }
  return (
    <form className={classes.override} onSubmit={onSubmit} aria-label={t('declineTitle')}>
      <ChoiceField
        label={t('why')}
        name={`decline ${visit.id}`}
        required
        value={reason}
        onChange={(chosen) => {
          setRequestId(newId())
          setReason(DECLINE_REASONS.find((one) => one === chosen) ?? 'full')
        }}
        choices={DECLINE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
      />
      <FormEnd
        error={decline.error}
        busy={decline.isPending}
        action={t('doDecline', { when })}
        danger
        leave={t('keep')}
        onLeave={onGiveUp}
      />
    </form>
  )
}
