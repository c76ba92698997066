'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { allows } from '#domain/appointment/transitions.ts'
import { Button } from '#ui/kit/Button.tsx'
import { CheckField, TextField } from '#ui/kit/Field.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { FormEnd } from '../../keeping/FormEnd.tsx'
import type { Visit } from '../day/day-view.ts'
import { newId, useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'
import { refusedBy, type Standing } from '../refusal/refused.ts'
import { StaleVisit } from '../refusal/StaleVisit.tsx'
import { useLateWords } from './use-late-words.ts'

const REASONS = ['ill', 'work', 'forgot', 'clinic'] as const

/** Cancelling asks for a reason, one tap for the usual ones. */
export const CancelForm = ({ visit, onGiveUp }: { visit: Visit; onGiveUp: () => void }) => {
  const t = useTranslations('desk.cancel')
  const tDesk = useTranslations('desk')
  const tLate = useTranslations('arrange.late')
  const tNews = useTranslations('desk.news')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { tell, time, nowMs } = useDesk()
  const lateWords = useLateWords()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [byClinic, setByClinic] = useState(false)
  const [tellPatient, setTellPatient] = useState(true)
  const cancel = useMutation(trpc.appointment.cancel.mutationOptions())
  const when = formatDateTime(Date.parse(visit.startIso), time)
  const late = lateWords(visit, nowMs)
  const standing = refusedBy(cancel.error)?.offer.staff?.standing ?? null
  const sent = useRef({ what: '', requestId: '' })
  const send = (expectedVersion: number) => {
    const given = reason.trim()
    setMissing(given === '')
    if (given === '' || cancel.isPending) return
    const wish = { appointmentId: visit.id, expectedVersion, reason: given, byClinic, tell: tellPatient }
    // pressed twice it is one wish
    if (sent.current.what !== JSON.stringify(wish)) sent.current = { what: JSON.stringify(wish), requestId: newId() }
    cancel.mutate(
      { requestId: sent.current.requestId, ...wish },
      {
        onSuccess: () => {
          tell({ words: tNews('cancelled', { name: visit.patient.name, when }) })
          onGiveUp()
          return queries.invalidateQueries(trpc.appointment.pathFilter())
        },
      },
    )
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send(visit.version)
  }
  if (standing !== null)
    return <ChangedMeanwhile {...{ visit, standing }} busy={cancel.isPending} onMine={send} onGiveUp={onGiveUp} />
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
          <Button
            key={usual}
            onClick={() => {
              setReason(t(`usual.${usual}`))
              setByClinic(usual === 'clinic')
            }}
          >
            {t(`usual.${usual}`)}
          </Button>
        ))}
      </div>
      {late === null ? null : (
        <>
          {byClinic ? null : (
            <Notice tone="due" role="status" title={tLate('title')}>
              {late}
            </Notice>
          )}
          <CheckField
            label={tLate('byClinic')}
            checked={byClinic}
            onChange={(event) => setByClinic(event.currentTarget.checked)}
          />
        </>
      )}
      <CheckField
        label={tDesk('tellPatient')}
        checked={tellPatient}
        onChange={(event) => setTellPatient(event.currentTarget.checked)}
      />
      <FormEnd
        error={cancel.error}
        busy={cancel.isPending}
        action={t('do', { when })}
        danger
        leave={t('keep')}
        onLeave={onGiveUp}
      />
    </form>
  )
}

interface ChangedMeanwhileProps {
  visit: Visit
  standing: Standing
  busy: boolean
  onMine: (version: number) => void
  onGiveUp: () => void
}

/** Somebody else has changed the visit that is cancelled here: both are shown, and one is chosen. */
const ChangedMeanwhile = ({ visit, standing, busy, onMine, onGiveUp }: ChangedMeanwhileProps) => {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { practitioner, startIso, status } = visit
  return (
    <StaleVisit
      saw={{ startMs: Date.parse(startIso), practitionerName: practitioner.name, status }}
      now={standing}
      busy={busy}
      onMine={allows('cancel', standing.status) ? () => onMine(standing.version) : undefined}
      onTheirs={() => {
        void queries.invalidateQueries(trpc.appointment.pathFilter())
        onGiveUp()
      }}
    />
  )
}
