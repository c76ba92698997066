'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { localDateOf } from '#domain/time/zone.ts'
import type { Task } from '#features/task/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ApiNotice } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { movableOf } from './day-view.ts'
import { newId, useDesk } from './desk-context.ts'

interface MoveTaskProps {
  appointment: NonNullable<Task['appointment']>
  /** A rest or a hold is in the way: who treats may allow the visit where it is. */
  mayStay: boolean
}

/**
 * From the list straight to why the visit cannot stay, with the next legal times one tap away and, for who may, the way
 * to allow it there.
 */
export const MoveTask = ({ appointment, mayStay }: MoveTaskProps) => {
  const t = useTranslations('desk.toDo')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { dispatch, time } = useDesk()
  const [error, setError] = useState<unknown>(null)
  const treats = useQuery(trpc.session.current.queryOptions()).data?.roles.includes('practitioner') ?? false
  const open = async () => {
    setError(null)
    try {
      const asked = trpc.appointment.detail.queryOptions({ appointmentId: appointment.id })
      const visit = movableOf(await queries.fetchQuery({ ...asked, staleTime: 0 }))
      const { startMs, practitionerId } = visit.moving
      dispatch({ type: 'go', date: localDateOf(startMs, time.zone) })
      dispatch({ type: 'move-visit', requestId: newId(), visit, wish: { startMs, practitionerId } })
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <>
      <Button kind="quiet" onClick={() => void open()}>
        {t(mayStay && treats ? 'moveOrAllow' : 'move')}
      </Button>
      {error === null ? null : <ApiNotice error={error} />}
    </>
  )
}
