import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { DraggedVisit } from '#ui/clinic/day-grid/use-grid-pointer.ts'
import { isLocale } from '#words/locale.ts'
import { formatDateTime } from '#words/time.ts'
import { refusalsOf } from '../../../providers/problem.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { type News, newId } from '../desk-context.ts'
import type { DeskEvent, MovableVisit } from '../desk-state.ts'
import { refusedBy } from '../refusal/refused.ts'
import type { Placing } from './day-view.ts'

interface Around {
  readonly zone: string
  readonly dispatch: (event: DeskEvent) => void
  readonly tell: (news: News | null) => void
}

/** Moves a visit where it was dropped. Refused, it snaps back and its panel says why; done, it can be undone. */
export const useDropMove = ({ zone, dispatch, tell }: Around) => {
  const t = useTranslations('desk')
  const language = useLocale()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [placing, setPlacing] = useState<Placing | null>(null)
  const reschedule = useMutation(trpc.appointment.reschedule.mutationOptions())
  const sayWhen = (startMs: number) => formatDateTime(startMs, { locale: isLocale(language) ? language : 'en', zone })

  const send = async (visit: MovableVisit, to: { startMs: number; columnId: string }, version: number) => {
    const { moving } = visit
    setPlacing({ visitId: moving.appointmentId, ...to })
    try {
      const { version: moved } = await reschedule.mutateAsync({
        requestId: newId(),
        appointmentId: moving.appointmentId,
        expectedVersion: version,
        startIso: new Date(to.startMs).toISOString(),
        practitionerId: to.columnId,
      })
      await queries.invalidateQueries(trpc.appointment.pathFilter())
      return moved
    } finally {
      setPlacing(null)
    }
  }
  const move = async (visit: MovableVisit, to: DraggedVisit) => {
    const { moving } = visit
    const { startMs, columnId } = to
    if (startMs === moving.startMs && columnId === moving.practitionerId) return
    try {
      const version = await send(visit, { startMs, columnId }, moving.expectedVersion)
      const name = visit.person.name
      tell({
        words: t('news.moved', { name, when: sayWhen(startMs) }),
        undo: () =>
          void send(visit, { startMs: moving.startMs, columnId: moving.practitionerId }, version).then(
            () => tell({ words: t('news.movedBack', { name, when: sayWhen(moving.startMs) }) }),
            () => tell({ words: t('news.notMovedBack') }),
          ),
      })
    } catch (error) {
      if (refusalsOf(error).length === 0) return tell({ words: t('news.notMoved') })
      const wish = { startMs, practitionerId: columnId }
      // what somebody else has made of it stands there at once
      const changed = refusedBy(error)?.offer.staff?.standing ?? null
      dispatch({ type: 'move-visit', requestId: newId(), visit: { ...visit, moving: { ...moving, changed } }, wish })
    }
  }
  return { placing, move: (visit: MovableVisit, to: DraggedVisit) => void move(visit, to) }
}
