'use client'

import type { CSSProperties, KeyboardEvent } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { Interval } from '#domain/time/interval.ts'
import { isLocale } from '#words/locale.ts'
import { formatTime } from '#words/time.ts'
import type { TimeOffer } from '../times/time-offer.ts'
import type { DayGridColumn, HeldStretch } from './DayGrid.tsx'
import { DayOffers } from './DayOffers.tsx'
import { type DayGridVisit, DayVisit } from './DayVisit.tsx'
import classes from './day-grid.module.css'
import { isBesideOffer, lanesOf, minutesBetween, offHours } from './day-layout.ts'
import type { DraggedVisit } from './use-grid-pointer.ts'

interface DayColumnProps {
  column: DayGridColumn
  shown: Interval
  zone: string
  /** null when now is not on this day. */
  nowMs: number | null
  selectedId: string | null
  tabStop: string | null
  dragged: DraggedVisit | null
  draggedVisit: DayGridVisit | null
  offers: readonly TimeOffer[]
  offersStale: boolean
  chosen: TimeOffer | null
  onOpen: (visitId: string) => void
  onTake: (offer: TimeOffer) => void
  onKeyDown: (event: KeyboardEvent, visitId: string) => void
  onFocus: (visitId: string) => void
}

const ALONE = { lane: 0, lanes: 1 }

const heldWords = (
  { mine, byName, untilMs }: HeldStretch,
  timeOf: (ms: number) => string,
  t: (key: 'mine' | 'name' | 'online', values: { time: string; name: string }) => string,
): string => t(mine ? 'mine' : byName === null ? 'online' : 'name', { time: timeOf(untilMs), name: byName ?? '' })

/** One practitioner's day. */
export const DayColumn = (props: DayColumnProps) => {
  const { column, shown, zone, nowMs, dragged, draggedVisit } = props
  const t = useTranslations('day')
  const tHeld = useTranslations('arrange.heldBy')
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone }
  const lanes = lanesOf(column.visits)
  // what is held for oneself says so itself
  const offers = props.offers.filter(
    ({ startMs }) => !column.holds.some((hold) => hold.mine && hold.startMs === startMs),
  )
  const band = ({ startMs, endMs }: Interval) =>
    ({ '--top': minutesBetween(shown.startMs, startMs), '--minutes': minutesBetween(startMs, endMs) }) as CSSProperties
  const headingId = `column-${column.id}`
  return (
    <section className={classes.column} aria-labelledby={headingId}>
      <header className={classes.columnHead}>
        <h2 id={headingId} className={classes.columnName}>
          <bdi>{column.name}</bdi>
        </h2>
        <span className={classes.columnNote}>{column.note}</span>
      </header>
      <div className={classes.track} data-column={column.id}>
        {offHours(shown, column.working).map((off) => (
          <span key={off.startMs} className={classes.off} style={band(off)} />
        ))}
        {column.absences.map((away) => (
          <p key={away.startMs} className={classes.away} style={band(away)}>
            {t('away', { until: formatTime(away.endMs, context) })}
          </p>
        ))}
        {column.holds.map((hold) => (
          <p key={hold.id} className={classes.held} style={band(hold)} data-mine={hold.mine}>
            {heldWords(hold, (ms) => formatTime(ms, context), tHeld)}
          </p>
        ))}
        {column.visits.length === 0 ? (
          <p className={classes.free}>{t(column.working.length === 0 ? 'notWorking' : 'noVisits')}</p>
        ) : null}
        <ol className={classes.visits}>
          {column.visits.map((visit) => (
            <DayVisit
              key={visit.id}
              visit={visit}
              lane={lanes.get(visit.id) ?? ALONE}
              besideOffer={offers.some(({ startMs }) => isBesideOffer(visit, startMs))}
              top={minutesBetween(shown.startMs, visit.startMs)}
              zone={zone}
              selected={visit.id === props.selectedId}
              tabStop={visit.id === props.tabStop}
              onOpen={() => props.onOpen(visit.id)}
              onKeyDown={(event) => props.onKeyDown(event, visit.id)}
              onFocus={() => props.onFocus(visit.id)}
            />
          ))}
        </ol>
        <DayOffers
          offers={offers}
          stale={props.offersStale}
          chosen={props.chosen}
          visits={column.visits}
          fromMs={shown.startMs}
          zone={zone}
          onTake={props.onTake}
        />
        {dragged !== null && dragged.columnId === column.id && draggedVisit !== null ? (
          <span
            className={classes.ghost}
            style={band({
              startMs: dragged.startMs,
              endMs: dragged.startMs + draggedVisit.endMs - draggedVisit.startMs,
            })}
          >
            {formatTime(dragged.startMs, context)} <bdi>{draggedVisit.patientName}</bdi>
          </span>
        ) : null}
        {nowMs === null ? null : (
          <span
            className={classes.now}
            style={{ '--top': minutesBetween(shown.startMs, nowMs) } as CSSProperties}
            aria-hidden="true"
          />
        )}
      </div>
    </section>
  )
}
