import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { localDateOf } from '#domain/time/zone.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { movableOf } from '../day/day-view.ts'
import { newId, useDesk } from '../desk-context.ts'
import type { DeskEvent } from '../desk-state.ts'
import type { Wish } from '../draft.ts'

interface Around {
  readonly zone: string
  readonly dispatch: (event: DeskEvent) => void
}

interface Open {
  /** 'where-it-is': so that what stands in its way there is read. null: nowhere yet. */
  readonly wish: Wish | 'where-it-is' | null
  readonly taskId?: string
  readonly draftId?: string
}

/** Opens the move of a visit as it is by now, wherever one stands. */
export const useOpenMoveWith = ({ zone, dispatch }: Around) => {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const open = async (appointmentId: string, { wish, ...of }: Open) => {
    setError(null)
    try {
      const asked = trpc.appointment.detail.queryOptions({ appointmentId })
      const visit = movableOf(await queries.fetchQuery({ ...asked, staleTime: 0 }))
      const { startMs, practitionerId } = wish === null || wish === 'where-it-is' ? visit.moving : wish
      dispatch({ type: 'go', date: localDateOf(startMs, zone) })
      const at = wish === null ? {} : { wish: { startMs, practitionerId } }
      dispatch({ type: 'move-visit', requestId: newId(), visit, ...at, ...of })
    } catch (problem) {
      setError(problem)
    }
  }
  return { open: (appointmentId: string, how: Open) => void open(appointmentId, how), error }
}

export const useOpenMove = () => useOpenMoveWith(useDesk())
