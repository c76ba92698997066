'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Task } from '#features/task/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import classes from '../desk.module.css'
import { newId, useDesk } from '../desk-context.ts'
import { useServices } from '../questions/What.tsx'
import { OverrideForm } from '../refusal/OverrideForm.tsx'
import type { OverrideWish } from '../refusal/RefusedTime.tsx'
import { DeclineAsk } from './DeclineAsk.tsx'
import { useIsAsked } from './use-is-asked.ts'

interface AllowTaskProps {
  taskId: string
  asked: NonNullable<Task['asked']>
  /** The visit that would move there; null: a new one. */
  moving: Task['appointment']
  patient: NonNullable<Task['patient']>
  practitionerId: string | null
  onDone: () => void
}

type Found =
  | { readonly kind: 'free' }
  | { readonly kind: 'gated'; readonly breaks: OverrideWish['breaks'] }
  | { readonly kind: 'not'; readonly sentence: string }
  | { readonly kind: 'declining' }

/** Where somebody asks for a visit against a rule: who treats allows it here, with a reason, and it is booked. */
export const AllowTask = ({ taskId, asked, moving, patient, practitionerId, onDone }: AllowTaskProps) => {
  const t = useTranslations('arrange.ask')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { time, tell, nowMs } = useDesk()
  const needling = useServices().data?.services.find(({ id }) => id === asked.serviceId)?.needling ?? true
  const { treats, isAsked } = useIsAsked(practitionerId)
  const [found, setFound] = useState<Found | null>(null)
  const [reason, onReason] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const book = useMutation(trpc.appointment.book.mutationOptions())
  const reschedule = useMutation(trpc.appointment.reschedule.mutationOptions())
  const mutation = moving === null ? book : reschedule
  const sent = useRef({ what: '', requestId: '' })
  const { serviceId, areaIds, startIso } = asked
  const areasUndecided = needling && areaIds.length === 0
  const wanted = { patientId: patient.id, serviceId, areaIds, areasUndecided, practitionerId, startIso }
  const allow = async (override: OverrideWish | null) => {
    if (mutation.isPending) return
    const what = JSON.stringify(override)
    if (sent.current.what !== what) sent.current = { what, requestId: newId() }
    try {
      const { requestId } = sent.current
      if (moving === null) await book.mutateAsync({ ...wanted, requestId, override, taskId })
      else
        await reschedule.mutateAsync({
          ...{ requestId, appointmentId: moving.id, expectedVersion: moving.version },
          ...{ startIso, practitionerId, override, taskId },
        })
      const when = formatDateTime(Date.parse(startIso), time)
      tell({ words: t('allowed', { name: patient.name, when, asker: asked.byName }) })
      await Promise.all([trpc.appointment, trpc.task].map((part) => queries.invalidateQueries(part.pathFilter())))
      onDone()
    } catch {
      // told below, from the mutation's error
    }
  }
  const look = async () => {
    setProblem(null)
    if (Date.parse(startIso) < nowMs) return setFound({ kind: 'not', sentence: t('over') })
    try {
      const checked = await queries.fetchQuery({
        ...trpc.appointment.checkTime.queryOptions({ ...wanted, movingAppointmentId: moving?.id ?? null }),
        staleTime: 0,
      })
      const breaks = checked.ok ? [] : (checked.offer.staff?.canOverride ?? [])
      if (checked.ok) setFound({ kind: 'free' })
      else setFound(breaks.length > 0 ? { kind: 'gated', breaks } : { kind: 'not', sentence: checked.sentence })
    } catch (error) {
      setProblem(error)
    }
  }
  const error = problem ?? mutation.error
  return (
    <>
      {error === null ? null : <ApiNotice error={error} />}
      {found?.kind === 'not' ? <p className={classes.quiet}>{found.sentence}</p> : null}
      {found?.kind === 'gated' ? (
        <OverrideForm
          {...{ reason, onReason }}
          busy={mutation.isPending}
          onOverride={(given) => void allow({ reason: given, breaks: found.breaks })}
          onGiveUp={() => setFound(null)}
        />
      ) : null}
      {found?.kind === 'free' ? (
        <Button kind="primary" busy={mutation.isPending} onClick={() => void allow(null)}>
          {t('possible')}
        </Button>
      ) : null}
      {found?.kind === 'declining' ? (
        <DeclineAsk taskId={taskId} asker={asked.byName} onDone={onDone} onGiveUp={() => setFound(null)} />
      ) : null}
      {treats && found === null ? (
        <Button kind="quiet" onClick={() => void look()}>
          {t('allow')}
        </Button>
      ) : null}
      {isAsked && (found === null || found.kind === 'not') ? (
        <Button kind="quiet" onClick={() => setFound({ kind: 'declining' })}>
          {t('decline')}
        </Button>
      ) : null}
    </>
  )
}
