import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { Draft, WantedVisit } from '../draft.ts'
import type { OverrideWish } from '../refusal/RefusedTime.tsx'
import { refusedBy, type Standing } from '../refusal/refused.ts'

interface Start {
  readonly startMs: number
  readonly practitionerId: string | null
}

/** What is sent: once more when it is pressed once more, another request when it is another wish. */
interface Sending {
  readonly requestId: string
  readonly override: OverrideWish | null
  /** Of the visit that is moved. */
  readonly expectedVersion: number
  /** The patient gets a message about it. */
  readonly tellPatient: boolean
}

const startOf = ({ startIso, practitionerId = null }: { startIso: string; practitionerId?: string | null }): Start => ({
  startMs: Date.parse(startIso),
  practitionerId,
})

/** Books or moves what a draft says, once however often it is pressed, and tells what became of it. */
export const useSaveDraft = (draft: Draft, wanted: WantedVisit | null, onSaved: (draftId: string) => void) => {
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

  const send = async (
    { startMs, practitionerId }: Start,
    { requestId, override, expectedVersion, tellPatient }: Sending,
  ) => {
    if (wanted === null || mutation.isPending) return
    const at = { startIso: new Date(startMs).toISOString(), practitionerId, override, tell: tellPatient }
    try {
      const { movingAppointmentId: _, ...visit } = wanted
      const { holdId } = visit
      const booked =
        moving === null
          ? await book.mutateAsync({ requestId, ...visit, ...at, taskId: draft.taskId })
          : await reschedule.mutateAsync({
              ...{ requestId, expectedVersion, holdId, ...at },
              ...{ appointmentId: moving.appointmentId, taskId: draft.taskId },
            })
      onSaved(draft.id)
      await Promise.all(
        [trpc.appointment, trpc.visitDraft, trpc.task].map((part) => queries.invalidateQueries(part.pathFilter())),
      )
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
  const seenVersion = moving?.expectedVersion ?? 1
  const failed = mutation.variables
  return {
    save: (start: Start, tellPatient: boolean, override: OverrideWish | null = null) => {
      const requestId = override === null ? draft.requestId : overrideId(draft.requestId)
      void send(start, { requestId, override, expectedVersion: seenVersion, tellPatient })
    },
    /** Does what was refused on the visit as it is by now, which whoever presses has looked at. */
    saveOn: (now: Standing) => {
      // dropped on the day, it was sent from there
      const start = failed === undefined ? draft.wish : startOf(failed)
      if (start === null) return
      const requestId = newId()
      const seen = { expectedVersion: now.version, startMs: Date.parse(now.startIso) }
      dispatch({ type: 'seen', requestId, now: seen })
      const { override = null, tell: tellPatient = true } = failed ?? {}
      void send(start, { requestId, override, expectedVersion: now.version, tellPatient })
    },
    reset: mutation.reset,
    busy: mutation.isPending,
    error: mutation.error,
    refused: refusedBy(mutation.error),
    failedStartIso: failed?.startIso ?? null,
  }
}

export type Saving = ReturnType<typeof useSaveDraft>
