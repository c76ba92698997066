import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { localDateOf } from '#domain/time/zone.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { Draft } from '../draft.ts'
import type { Plan } from '../questions/use-offers.ts'

const TAKES_PLACE = ['booked', 'arrived', 'checked-in']

/** Asks who treats to allow what a rule refuses, and hears when they have: the visit is booked by then, or moved. */
export const useAsk = (draft: Draft, plan: Plan) => {
  const trpc = useTRPC()
  const { zone } = useDesk()
  const asking = useMutation(trpc.task.askPractitioner.mutationOptions())
  const sent = useRef({ what: '', requestId: '' })
  const { patient, moving } = draft
  const asked = asking.isSuccess ? asking.variables : null
  const startIso = asked?.startIso ?? null
  const day = useQuery(
    trpc.appointment.day.queryOptions(
      { date: localDateOf(Date.parse(startIso ?? '1970-01-01T00:00:00Z'), zone) },
      { enabled: startIso !== null },
    ),
  )
  const visit = day.data?.visits.find(
    (one) =>
      one.startIso === startIso &&
      one.patient.id === patient?.id &&
      TAKES_PLACE.includes(one.status) &&
      (moving === null || one.id === moving.appointmentId),
  )
  return {
    ask: (practitionerId: string, startMs: number, note: string) => {
      if (plan.wanted === null || asking.isPending) return
      const { patientId, serviceId, areaIds, movingAppointmentId } = plan.wanted
      const wish = {
        ...{ practitionerId, patientId, serviceId, areaIds, movingAppointmentId, note },
        startIso: new Date(startMs).toISOString(),
      }
      const what = JSON.stringify(wish)
      if (sent.current.what !== what) sent.current = { what, requestId: newId() }
      asking.mutate({ requestId: sent.current.requestId, ...wish })
    },
    /** The time that was asked for; null while none is. */
    askedMs: startIso === null ? null : Date.parse(startIso),
    askedId: asked?.practitionerId ?? null,
    /** What was allowed, as soon as it is. */
    visitId: visit?.id ?? null,
    reset: asking.reset,
    busy: asking.isPending,
    error: asking.error,
  }
}

export type Asking = ReturnType<typeof useAsk>
