'use client'

import { useTranslations } from 'use-intl/react'
import { DayGrid } from '#ui/clinic/day-grid/DayGrid.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ApiErrorState } from '../../providers/ApiProblem.tsx'
import { DayLoading } from './day/DayLoading.tsx'
import { columnsOf, type DayAnswer, movableOf } from './day/day-view.ts'
import { useDropMove } from './day/use-drop-move.ts'
import { newId, useDesk } from './desk-context.ts'
import { type DeskState, openDraft } from './desk-state.ts'
import type { Plan } from './questions/use-offers.ts'

interface DeskDayProps {
  day: {
    readonly data: DayAnswer | undefined
    readonly error: unknown
    readonly isFetching: boolean
    readonly refetch: () => unknown
  }
  state: DeskState
  plan: Plan
}

/** The day itself: who comes to whom when, what is free for the visit at hand, and what somebody keeps just now. */
export const DeskDay = ({ day, state, plan }: DeskDayProps) => {
  const t = useTranslations('desk')
  const { zone, nowMs, dispatch, tell } = useDesk()
  const drop = useDropMove({ zone, dispatch, tell })
  const shown = day.data
  const selectedId =
    state.panel.kind === 'visit' ? state.panel.visitId : (openDraft(state)?.moving?.appointmentId ?? null)
  const onPick = ({ columnId, startMs }: { columnId: string; startMs: number }) => {
    const answer = { wish: { startMs, practitionerId: columnId } }
    if (state.panel.kind === 'move') dispatch({ type: 'answer', requestId: newId(), answer })
    else dispatch({ type: 'new-visit', requestId: newId(), answer })
  }
  if (shown?.columns.length === 0) return <EmptyState title={t('nobodyWorks')}>{t('nobodyWorksHint')}</EmptyState>
  if (shown === undefined)
    return day.error ? (
      <ApiErrorState error={day.error} onTryAgain={() => void day.refetch()} busy={day.isFetching} />
    ) : (
      <DayLoading />
    )
  return (
    <DayGrid
      key={shown.date}
      day={{ startMs: Date.parse(shown.startIso), endMs: Date.parse(shown.endIso) }}
      zone={zone}
      nowMs={nowMs}
      columns={columnsOf(shown, drop.placing, nowMs)}
      selectedId={selectedId}
      offers={plan.offers}
      offersStale={plan.free.isPlaceholderData}
      chosen={plan.chosen}
      onOpen={(visitId) => dispatch({ type: 'open-visit', visitId })}
      onTake={(chosen) => dispatch({ type: 'answer', requestId: newId(), answer: { chosen } })}
      onPick={onPick}
      onDrop={(dragged) => {
        const visit = shown.visits.find(({ id }) => id === dragged.visitId)
        if (visit) drop.move(movableOf(visit), dragged)
      }}
    />
  )
}
