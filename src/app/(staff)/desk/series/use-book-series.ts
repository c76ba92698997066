import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { Draft, WantedVisit } from '../draft.ts'
import type { SeriesRow } from './series-draft.ts'

/** Books the visits of a series in one go, and tells which were left out. */
export const useBookSeries = (draft: Draft, wanted: WantedVisit) => {
  const t = useTranslations('arrange.series')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { time, nowMs, dispatch, tell } = useDesk()
  const mutation = useMutation(trpc.appointment.bookSeries.mutationOptions())
  // one wish, one id: pressed twice it books once
  const sent = useRef({ what: '', requestId: '' })
  const book = async (rows: readonly SeriesRow[], onClash: 'refuse' | 'skip', tellPatient: boolean) => {
    if (mutation.isPending) return
    const { movingAppointmentId: _, ...visit } = wanted
    const startIsos = rows.map(({ startMs }) => new Date(startMs).toISOString())
    const what = JSON.stringify({ ...visit, startIsos, onClash, tellPatient })
    if (sent.current.what !== what) sent.current = { what, requestId: newId() }
    const say = (startIso: string) => formatDateTime(Date.parse(startIso), time, { nowMs })
    try {
      const { visits, skipped } = await mutation.mutateAsync({
        ...{ requestId: sent.current.requestId, ...visit, startIsos, onClash, tell: tellPatient },
      })
      const told = t('booked', { count: visits.length, name: draft.patient?.name ?? '' })
      const list = skipped.map(({ startIso }) => say(startIso)).join(', ')
      tell({ words: [told, t('skipped', { count: skipped.length, list })].filter(Boolean).join(' ') })
      const [first] = visits
      if (first === undefined) return
      const date = localDateOf(Date.parse(first.startIso), time.zone)
      dispatch({ type: 'saved', requestId: newId(), visitId: first.appointmentId, date })
    } catch {
      // told in the panel, from the mutation's error
    } finally {
      // what was possible may not be any more
      void queries.invalidateQueries(trpc.appointment.pathFilter())
      void queries.invalidateQueries(trpc.visitDraft.pathFilter())
    }
  }
  return {
    book: (rows: readonly SeriesRow[], onClash: 'refuse' | 'skip', tellPatient: boolean) =>
      void book(rows, onClash, tellPatient),
    reset: mutation.reset,
    busy: mutation.isPending,
    error: mutation.error,
  }
}
