import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { localDateOf } from '#domain/time/zone.ts'
import { useTRPC } from '../../providers/trpc.ts'
import { movableOf } from './day-view.ts'
import { newId, useDesk } from './desk-context.ts'
import type { Wish } from './draft.ts'

interface Open {
  /** null: where it is, so that what stands in its way is read. */
  readonly wish: Wish | null
  readonly taskId?: string
}

/** Opens the move of a visit as it is by now, wherever one stands. */
export const useOpenMove = () => {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { dispatch, time } = useDesk()
  const [error, setError] = useState<unknown>(null)
  const open = async (appointmentId: string, { wish, ...of }: Open) => {
    setError(null)
    try {
      const asked = trpc.appointment.detail.queryOptions({ appointmentId })
      const visit = movableOf(await queries.fetchQuery({ ...asked, staleTime: 0 }))
      const at = wish ?? visit.moving
      dispatch({ type: 'go', date: localDateOf(at.startMs, time.zone) })
      const { startMs, practitionerId } = at
      dispatch({ type: 'move-visit', requestId: newId(), visit, wish: { startMs, practitionerId }, ...of })
    } catch (problem) {
      setError(problem)
    }
  }
  return { open: (appointmentId: string, how: Open) => void open(appointmentId, how), error }
}
