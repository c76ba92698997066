'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { Task } from '#features/task/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useOpenMove } from '../plan/use-open-move.ts'

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
  const { open, error } = useOpenMove()
  const treats = useQuery(trpc.session.current.queryOptions()).data?.roles.includes('practitioner') ?? false
  return (
    <>
      <Button kind="quiet" onClick={() => open(appointment.id, { wish: 'where-it-is' })}>
        {t(mayStay && treats ? 'moveOrAllow' : 'move')}
      </Button>
      {error === null ? null : <ApiNotice error={error} />}
    </>
  )
}
