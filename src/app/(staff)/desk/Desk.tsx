'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { useTRPC } from '../../providers/trpc.ts'
import { CloseDay } from '../CloseDay.tsx'
import { DeskDay } from './DeskDay.tsx'
import { DeskHead } from './DeskHead.tsx'
import { DeskNews } from './DeskNews.tsx'
import { DeskPanel } from './DeskPanel.tsx'
import { WaitingRoom } from './day/WaitingRoom.tsx'
import classes from './desk.module.css'
import { DeskContext, type News, newId } from './desk-context.ts'
import { deskAfter, deskAt, openDraft } from './desk-state.ts'
import { focusSoon } from './focus-soon.ts'
import { Parked } from './plan/Parked.tsx'
import { useHold } from './plan/use-hold.ts'
import { useParking } from './plan/use-parking.ts'
import { useOffers } from './questions/use-offers.ts'
import { ToDo } from './todo/ToDo.tsx'
import { useDeskKeys } from './use-desk-keys.ts'
import { useNow } from './use-now.ts'

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
  const tArrange = useTranslations('arrange')
  const trpc = useTRPC()
  const { nowMs, clock } = useNow(servedMs)
  const today = localDateOf(nowMs, zone)
  const [state, dispatch] = useReducer(deskAfter, undefined, () => deskAt(date, ''))
  const [news, tell] = useState<News | null>(null)
  const back = () => {
    if (state.panel.kind === 'closed') return
    dispatch({ type: 'close' })
    // from moving it leads to the visit's panel, which takes the focus itself
    if (state.panel.kind !== 'move') focusVisit(state.panel.kind === 'visit' ? state.panel.visitId : null)
  }
  const shared = { zone, nowMs, clock, today, mayTraceLots, dispatch, tell, back }

  const day = useQuery(trpc.appointment.day.queryOptions({ date: state.date }, { placeholderData: keepPreviousData }))
  const todays = useQuery(trpc.appointment.day.queryOptions({ date: today }))
  const plan = useOffers(openDraft(state), state.timesFrom, today)
  const hold = useHold(openDraft(state), plan)
  const parking = useParking({ state, hold, dispatch, tell, zone })
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
    'walk-in': () => dispatch({ type: 'walk-in' }),
    park: parking.park,
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
  return (
    <DeskContext value={shared}>
      <DeskHead date={state.date} onGo={go} onStep={step} />
      <div className={classes.withPanel} data-open={state.panel.kind !== 'closed'}>
        <div className={classes.desk}>
          <div className={classes.rail}>
            <ToDo />
            <Parked openId={openDraft(state)?.id ?? ''} parking={parking} />
            <WaitingRoom visits={todays.data?.visits ?? null} />
            <CloseDay />
          </div>
          <div className={classes.day} data-stale={day.isPlaceholderData}>
            <DeskDay day={day} state={state} plan={plan} />
          </div>
        </div>
        {state.panel.kind === 'closed' ? null : (
          <aside
            className={classes.side}
            aria-label={state.panel.kind === 'walk-in' ? tArrange('walkIn.title') : t(`panel.${state.panel.kind}`)}
          >
            <DeskPanel
              state={state}
              plan={plan}
              hold={hold}
              onPark={parking.park}
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
