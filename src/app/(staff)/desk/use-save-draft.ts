import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../providers/trpc.ts'
import { newId, useDesk } from './desk-context.ts'
import type { Draft, WantedVisit } from './draft.ts'
import type { OverrideWish } from './RefusedTime.tsx'
import { refusedBy } from './refused.ts'

interface Start {
  readonly startMs: number
  readonly practitionerId: string | null
}

/** Books or moves what a draft says, once however often it is pressed, and tells what became of it. */
export const useSaveDraft = (draft: Draft, wanted: WantedVisit | null) => {
  const t = useTranslations('desk')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { time, dispatch, tell } = useDesk()
  const book = useMutation(trpc.appointment.book.mutationOptions())
  const reschedule = useMutation(trpc.appointment.reschedule.mutationOptions())
  const { moving } = draft
  // With an override it is another request than the one that was refused, but still one.
  const overriding = useRef({ of: '', id: '' })
  const overrideId = (of: string): string => {
    if (overriding.current.of !== of) overriding.current = { of, id: newId() }
    return overriding.current.id
  }
  const mutation = moving === null ? book : reschedule

  const save = async ({ startMs, practitionerId }: Start, override: OverrideWish | null) => {
    if (wanted === null || mutation.isPending) return
    const at = { startIso: new Date(startMs).toISOString(), practitionerId, override }
    const requestId = override === null ? draft.requestId : overrideId(draft.requestId)
    try {
      const { movingAppointmentId: _, ...visit } = wanted
      const booked =
        moving === null
          ? await book.mutateAsync({ requestId, ...visit, ...at })
          : await reschedule.mutateAsync({
              requestId,
              appointmentId: moving.appointmentId,
              expectedVersion: moving.expectedVersion,
              ...at,
            })
      await queries.invalidateQueries(trpc.appointment.pathFilter())
      const bookedMs = Date.parse(booked.startIso)
      const words = { name: draft.patient?.name ?? '', when: formatDateTime(bookedMs, time) }
      tell({ words: [t(moving === null ? 'news.booked' : 'news.moved', words), ...booked.warnings].join(' ') })
      dispatch({
        type: 'saved',
        requestId: newId(),
        visitId: booked.appointmentId,
        date: localDateOf(bookedMs, time.zone),
      })
    } catch {
      // told in the panel, from the mutation's error
    }
  }
  return {
    save: (start: Start, override: OverrideWish | null = null) => void save(start, override),
    reset: mutation.reset,
    busy: mutation.isPending,
    error: mutation.error,
    refused: refusedBy(mutation.error),
    failedStartIso: mutation.variables?.startIso ?? null,
  }
}
