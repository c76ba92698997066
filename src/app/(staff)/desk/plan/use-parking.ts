import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { ParkedDraft } from '#features/visit-draft/schema.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { type News, newId } from '../desk-context.ts'
import { type DeskEvent, type DeskState, openDraft } from '../desk-state.ts'
import { type Draft, emptyDraft, isBegun } from '../draft.ts'
import { focusSoon } from '../focus-soon.ts'
import type { Hold } from './use-hold.ts'
import { useOpenMoveWith } from './use-open-move.ts'

interface Around {
  readonly state: DeskState
  readonly hold: Hold
  readonly dispatch: (event: DeskEvent) => void
  readonly tell: (news: News | null) => void
  readonly zone: string
}

export interface Parking {
  /** Puts the open visit aside, new or moving; nothing happens when there is none worth keeping. */
  readonly park: () => void
  readonly resume: (parked: ParkedDraft) => void
  readonly discard: (parked: ParkedDraft) => void
  readonly busy: boolean
  readonly error: unknown
}

const toPark = ({ id, patient, serviceId, areaIds, areasUndecided, practitionerId, chosen, wish, moving }: Draft) => {
  const start = chosen ?? wish
  return {
    draftId: id,
    ...{ patientId: patient?.id ?? null, serviceId, areaIds: [...areaIds], areasUndecided, practitionerId },
    startIso: start === null ? null : new Date(start.startMs).toISOString(),
    startPractitionerId: start?.practitionerId ?? null,
    movingAppointmentId: moving?.appointmentId ?? null,
  }
}

const draftOf = (parked: ParkedDraft, requestId: string): Draft => ({
  ...emptyDraft(requestId),
  id: parked.id,
  patient: parked.patient,
  serviceId: parked.service?.id ?? null,
  needling: parked.service?.needling ?? false,
  areaIds: parked.areaIds,
  areasUndecided: parked.areasUndecided,
  practitionerId: parked.practitionerId,
  // whether it is still possible is asked again
  wish:
    parked.startIso === null
      ? null
      : { startMs: Date.parse(parked.startIso), practitionerId: parked.startPractitionerId },
})

/** Puts drafts aside and takes them up again; they stand with the server, so that they outlive the page. */
export const useParking = ({ state, hold, dispatch, tell, zone }: Around): Parking => {
  const t = useTranslations('arrange.parked')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const move = useOpenMoveWith({ zone, dispatch })
  const refresh = () => queries.invalidateQueries(trpc.visitDraft.pathFilter())
  const park = useMutation(trpc.visitDraft.park.mutationOptions({ onSuccess: refresh }))
  const discard = useMutation(trpc.visitDraft.discard.mutationOptions({ onSuccess: refresh }))
  const { draft, panel } = state

  const putAside = async (open: Draft): Promise<boolean> => {
    if (!isBegun(open)) return true
    try {
      await park.mutateAsync(toPark(open))
      hold.keep(open.id)
      tell({ words: t('news', { name: open.patient?.name ?? t('somebody') }) })
      return true
    } catch {
      return false
    }
  }
  return {
    park: () => {
      const open = openDraft(state)
      if (open === null || park.isPending || !isBegun(open)) return
      void putAside(open).then((done) => {
        if (!done) return
        // whoever is on the line now wants something of their own
        dispatch({ type: panel.kind === 'move' ? 'new-visit' : 'start-again', requestId: newId() })
        focusSoon('[data-first-focus="true"]')
      })
    },
    resume: (parked) => {
      if (park.isPending) return
      // what was begun meanwhile is not lost for it
      void putAside(draft).then((done) => {
        if (!done) return
        const resumed = draftOf(parked, newId())
        if (parked.moving === null) return dispatch({ type: 'resume', draft: resumed })
        dispatch({ type: 'start-again', requestId: newId() })
        move.open(parked.moving.appointmentId, { wish: resumed.wish, draftId: parked.id })
      })
    },
    discard: (parked) => {
      if (discard.isPending) return
      discard.mutate({ draftId: parked.id }, { onSuccess: () => tell({ words: t('discarded') }) })
    },
    busy: park.isPending || discard.isPending,
    error: park.error ?? discard.error ?? move.error,
  }
}
