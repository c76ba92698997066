'use client'

import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { Interval } from '#domain/time/interval.ts'
import { isLocale } from '#words/locale.ts'
import { formatTime } from '#words/time.ts'
import type { TimeOffer } from '../times/time-offer.ts'
import { DayColumn } from './DayColumn.tsx'
import type { DayGridVisit } from './DayVisit.tsx'
import classes from './day-grid.module.css'
import { hoursWritten, minutesBetween, shownStretch, visitAfter } from './day-layout.ts'
import { type DraggedVisit, type GridSpot, useGridPointer } from './use-grid-pointer.ts'

export interface DayGridColumn {
  readonly id: string
  readonly name: string
  /** What they are: their profession. */
  readonly note: string
  readonly working: readonly Interval[]
  readonly absences: readonly Interval[]
  /** Times that somebody keeps just now. */
  readonly holds: readonly HeldStretch[]
  /** Sorted by start. */
  readonly visits: readonly DayGridVisit[]
}

export interface HeldStretch extends Interval {
  readonly id: string
  readonly untilMs: number
  readonly mine: boolean
  /** null: a patient, online. */
  readonly byName: string | null
}

export interface DayGridProps {
  day: Interval
  zone: string
  nowMs: number
  columns: readonly DayGridColumn[]
  selectedId: string | null
  /** Free times that are being offered; those of this day are marked. */
  offers: readonly TimeOffer[]
  /** The free times are those of the question before, and not to be taken. */
  offersStale: boolean
  /** The one that was taken among them. */
  chosen: TimeOffer | null
  onOpen: (visitId: string) => void
  onTake: (offer: TimeOffer) => void
  onDrop: (dragged: DraggedVisit) => void
  onPick: (spot: GridSpot) => void
}

const MINUTE_PX = 1.6
const STEP_MINUTES = 15
const LEAD_PX = 96

/** A day of the clinic: a column for each practitioner, time downwards. One stop of the Tab key; arrows move. */
export const DayGrid = (props: DayGridProps) => {
  const { day, zone, nowMs, columns, selectedId, onOpen } = props
  const t = useTranslations('day')
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone }
  const grid = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState<string | null>(null)
  const shown = shownStretch(
    day,
    columns.flatMap(({ working, visits }) => [...working, ...visits]),
  )
  const dragged = useGridPointer({
    grid,
    topMs: shown.startMs,
    dayStartMs: day.startMs,
    minutePx: MINUTE_PX,
    stepMinutes: STEP_MINUTES,
    onDrop: props.onDrop,
    onPick: props.onPick,
  })
  const all = columns.flatMap(({ visits }) => visits)
  const has = (id: string | null) => id !== null && all.some((visit) => visit.id === id)
  const tabStop = [stop, selectedId].find(has) ?? firstToCome(all, nowMs)?.id ?? null
  const opensAtMs = firstToCome(all, nowMs)?.startMs ?? nowMs
  useScrollTo(grid, `day ${day.startMs}`, minutesBetween(shown.startMs, opensAtMs))
  const chosenMs = props.chosen?.startMs ?? null
  const isShown = chosenMs !== null && chosenMs >= shown.startMs && chosenMs < shown.endMs
  useScrollTo(grid, isShown ? `chosen ${chosenMs}` : null, minutesBetween(shown.startMs, chosenMs ?? 0))

  const onKeyDown = (event: KeyboardEvent, from: string) => {
    const to = visitAfter(event.key, from, columns)
    if (to === null) return
    event.preventDefault()
    event.stopPropagation()
    setStop(to)
    grid.current?.querySelector<HTMLElement>(`[data-visit="${to}"]`)?.focus()
  }
  const size = { '--minute': `${MINUTE_PX}px`, '--shown': minutesBetween(shown.startMs, shown.endMs) } as CSSProperties
  const isNow = nowMs >= shown.startMs && nowMs < shown.endMs
  return (
    <section className={classes.frame} aria-label={t('label')}>
      <div ref={grid} className={classes.grid} style={{ ...size, '--columns': columns.length } as CSSProperties}>
        <div className={classes.axis} aria-hidden="true">
          {hoursWritten(shown, nowMs).map((hourMs) => (
            <span key={hourMs} style={{ '--top': minutesBetween(shown.startMs, hourMs) } as CSSProperties}>
              {formatTime(hourMs, context)}
            </span>
          ))}
          {isNow ? (
            <span
              className={classes.nowTime}
              style={{ '--top': minutesBetween(shown.startMs, nowMs) } as CSSProperties}
            >
              {formatTime(nowMs, context)}
            </span>
          ) : null}
        </div>
        {columns.map((column) => (
          <DayColumn
            key={column.id}
            column={column}
            shown={shown}
            zone={zone}
            nowMs={isNow ? nowMs : null}
            selectedId={selectedId}
            tabStop={tabStop}
            dragged={dragged}
            draggedVisit={all.find(({ id }) => id === dragged?.visitId) ?? null}
            offers={props.offers.filter(
              ({ practitionerId, startMs }) =>
                practitionerId === column.id && startMs >= day.startMs && startMs < day.endMs,
            )}
            offersStale={props.offersStale}
            chosen={props.chosen}
            onOpen={onOpen}
            onTake={props.onTake}
            onKeyDown={onKeyDown}
            onFocus={setStop}
          />
        ))}
      </div>
    </section>
  )
}

const firstToCome = (visits: readonly DayGridVisit[], nowMs: number): DayGridVisit | undefined => {
  const inOrder = visits.toSorted((a, b) => a.startMs - b.startMs)
  return inOrder.find(({ endMs }) => endMs > nowMs) ?? inOrder[0]
}

/** Scrolls once to what just became worth looking at; after that the view is the reader's. */
const useScrollTo = (grid: { current: HTMLElement | null }, what: string | null, minutes: number) => {
  const shownLast = useRef<string | null>(null)
  useEffect(() => {
    const frame = grid.current?.parentElement
    if (!frame || shownLast.current === what) return
    shownLast.current = what
    if (what !== null) frame.scrollTop = Math.max(0, minutes * MINUTE_PX - LEAD_PX)
  })
}
