'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { DayGrid } from '#ui/clinic/DayGrid.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ApiErrorState } from '../../providers/ApiProblem.tsx'
import { useTRPC } from '../../providers/trpc.ts'
import { DayLoading } from './DayLoading.tsx'
import { DeskHead } from './DeskHead.tsx'
import { DeskNews } from './DeskNews.tsx'
import { DeskPanel } from './DeskPanel.tsx'
import { columnsOf, movableOf } from './day-view.ts'
import classes from './desk.module.css'
import { DeskContext, type News, newId } from './desk-context.ts'
import { deskAfter, deskAt, openDraft } from './desk-state.ts'
import { focusSoon } from './focus-soon.ts'
import { ToDo } from './ToDo.tsx'
import { useDeskKeys } from './use-desk-keys.ts'
import { useDropMove } from './use-drop-move.ts'
import { useNow } from './use-now.ts'
import { useOffers } from './use-offers.ts'
import { WaitingRoom } from './WaitingRoom.tsx'

interface DeskProps {
  /** 'YYYY-MM-DD' */
  date: string
  zone: string
  /** The server's clock when the page was made. */
  nowMs: number
  mayTraceLots: boolean
}

/** The front desk: the day, what is to do, and the visit at hand, all in view at once. */
export const Desk = ({ date, zone, nowMs: servedMs, mayTraceLots }: DeskProps) => {
  const t = useTranslations('desk')
  const trpc = useTRPC()
  const nowMs = useNow(servedMs)
  const today = localDateOf(nowMs, zone)
  const [state, dispatch] = useReducer(deskAfter, undefined, () => deskAt(date, ''))
  const [news, tell] = useState<News | null>(null)
  const back = () => {
    if (state.panel.kind === 'closed') return
    dispatch({ type: 'close' })
    // from moving it leads to the visit's panel, which takes the focus itself
    if (state.panel.kind !== 'move') focusVisit(state.panel.kind === 'visit' ? state.panel.visitId : null)
  }
  const shared = { zone, nowMs, today, mayTraceLots, dispatch, tell, back }

  const day = useQuery(trpc.appointment.day.queryOptions({ date: state.date }, { placeholderData: keepPreviousData }))
  const todays = useQuery(trpc.appointment.day.queryOptions({ date: today }))
  const plan = useOffers(openDraft(state), state.timesFrom, today)
  const drop = useDropMove(shared)
  const go = useCallback((to: string) => dispatch({ type: 'go', date: to }), [])
  const closeNews = useCallback((held: boolean) => {
    tell(null)
    if (held) focusVisit(null)
  }, [])
  const step = (days: number) => go(dateOf(dayNumberOf(state.date) + days))

  const takenMs = plan.chosen?.startMs ?? openDraft(state)?.wish?.startMs ?? null
  useEffect(() => {
    if (takenMs !== null) dispatch({ type: 'show', date: localDateOf(takenMs, zone) })
  }, [takenMs, zone])
  useEffect(() => {
    window.history.replaceState(null, '', state.date === today ? '/desk' : `/desk?date=${state.date}`)
  }, [state.date, today])
  useDeskKeys({
    new: () => dispatch({ type: 'new-visit', requestId: newId() }),
    find: () => document.getElementById('desk-find')?.focus(),
    today: () => go(today),
    earlier: () => step(-1),
    later: () => step(1),
    back,
  })

  const shownDay = day.data
  const isThere = shownDay !== undefined
  useEffect(() => {
    // the day is the first job; whoever is somewhere already stays there
    if (isThere && document.activeElement === document.body)
      document.querySelector<HTMLElement>('[data-visit][tabindex="0"]')?.focus({ preventScroll: true })
  }, [isThere])
  const selectedId =
    state.panel.kind === 'visit' ? state.panel.visitId : (openDraft(state)?.moving?.appointmentId ?? null)
  const onPick = ({ columnId, startMs }: { columnId: string; startMs: number }) => {
    const answer = { wish: { startMs, practitionerId: columnId } }
    if (state.panel.kind === 'move') dispatch({ type: 'answer', requestId: newId(), answer })
    else dispatch({ type: 'new-visit', requestId: newId(), answer })
  }
  return (
    <DeskContext value={shared}>
      <DeskHead date={state.date} onGo={go} onStep={step} />
      <div className={classes.withPanel} data-open={state.panel.kind !== 'closed'}>
        <div className={classes.desk}>
          <div className={classes.rail}>
            <ToDo />
            <WaitingRoom visits={todays.data?.visits ?? null} />
          </div>
          <div className={classes.day} data-stale={day.isPlaceholderData}>
            {shownDay?.columns.length === 0 ? (
              <EmptyState title={t('nobodyWorks')}>{t('nobodyWorksHint')}</EmptyState>
            ) : shownDay ? (
              <DayGrid
                key={shownDay.date}
                day={{ startMs: Date.parse(shownDay.startIso), endMs: Date.parse(shownDay.endIso) }}
                zone={zone}
                nowMs={nowMs}
                columns={columnsOf(shownDay, drop.placing)}
                selectedId={selectedId}
                offers={plan.offers}
                chosen={plan.chosen}
                onOpen={(visitId) => dispatch({ type: 'open-visit', visitId })}
                onTake={(chosen) => dispatch({ type: 'answer', requestId: newId(), answer: { chosen } })}
                onPick={onPick}
                onDrop={(dragged) => {
                  const visit = shownDay.visits.find(({ id }) => id === dragged.visitId)
                  if (visit) drop.move(movableOf(visit), dragged)
                }}
              />
            ) : day.error ? (
              <ApiErrorState error={day.error} onTryAgain={() => void day.refetch()} busy={day.isFetching} />
            ) : (
              <DayLoading />
            )}
          </div>
        </div>
        {state.panel.kind === 'closed' ? null : (
          <aside className={classes.side} aria-label={t(`panel.${state.panel.kind}`)}>
            <DeskPanel
              state={state}
              plan={plan}
              visits={[...(shownDay?.visits ?? []), ...(todays.data?.visits ?? [])]}
            />
          </aside>
        )}
      </div>
      <DeskNews news={news} onClose={closeNews} />
    </DeskContext>
  )
}

const TAB_STOP = '[data-visit][tabindex="0"]'

/** To a visit of the day; to the day itself when there is none, or it is not there any more. */
const focusVisit = (visitId: string | null) =>
  visitId === null ? focusSoon(TAB_STOP) : focusSoon(`[data-visit="${visitId}"]`, TAB_STOP)
