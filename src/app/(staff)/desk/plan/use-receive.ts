import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import { formatTime } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { useServices } from '../questions/What.tsx'
import type { OverrideWish } from '../refusal/RefusedTime.tsx'
import { refusedBy } from '../refusal/refused.ts'

type Service = NonNullable<ReturnType<typeof useServices>['data']>['services'][number]

/** Somebody whom the clinic knows, or a name. */
export type WhoCame =
  | { readonly person: { readonly id: string; readonly name: string } }
  | { readonly name: string; readonly notADuplicate: boolean }

export interface CameIn {
  readonly who: WhoCame
  readonly service: Service
  /** null: now. */
  readonly startMs: number | null
  /** null or left out: whoever is free. */
  readonly practitionerId?: string | null
  readonly override: OverrideWish | null
}

/** Receives somebody without an appointment, once however often it is pressed, and tells with whom it goes on. */
export const useReceive = () => {
  const t = useTranslations('arrange.walkIn')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { time, dispatch, tell } = useDesk()
  const walkIn = useMutation(trpc.appointment.walkIn.mutationOptions())
  const [last, setLast] = useState<CameIn | null>(null)
  const sent = useRef({ what: '', requestId: '' })
  const receive = async (came: CameIn) => {
    if (walkIn.isPending) return
    setLast(came)
    const { who, service, startMs, practitionerId = null, override } = came
    const what = JSON.stringify({ ...came, service: service.id })
    if (sent.current.what !== what) sent.current = { what, requestId: newId() }
    try {
      const answer = await walkIn.mutateAsync({
        requestId: sent.current.requestId,
        serviceId: service.id,
        areaIds: [],
        areasUndecided: service.needling,
        practitionerId,
        startIso: startMs === null ? null : new Date(startMs).toISOString(),
        override,
        ...('person' in who ? { patientId: who.person.id } : { newPatient: { ...who, locale: time.locale } }),
      })
      if (answer.kind !== 'received') return
      await queries.invalidateQueries(trpc.appointment.pathFilter())
      const startsMs = Date.parse(answer.startIso)
      const practitioner = service.practitioners.find(({ id }) => id === answer.practitionerId)?.name ?? ''
      const name = 'person' in who ? who.person.name : who.name
      tell({
        words: [t('news', { name, time: formatTime(startsMs, time), practitioner }), ...answer.warnings].join(' '),
      })
      dispatch({
        type: 'saved',
        requestId: newId(),
        visitId: answer.appointmentId,
        date: localDateOf(startsMs, time.zone),
      })
    } catch {
      // told in the panel, from the mutation's error
    }
  }
  const { data } = walkIn
  return {
    receive: (came: CameIn) => void receive(came),
    last,
    candidates: data?.kind === 'possible-duplicates' ? data.candidates : [],
    refused: refusedBy(walkIn.error),
    reset: walkIn.reset,
    busy: walkIn.isPending,
    error: walkIn.error,
  }
}
