'use client'

import type { CSSProperties, KeyboardEvent } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import type { Segment } from '#domain/appointment/segments.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { isLocale } from '#words/locale.ts'
import { formatTime } from '#words/time.ts'
import { Icon } from '../../kit/Icon.tsx'
import { VisuallyHidden } from '../../kit/VisuallyHidden.tsx'
import { StateBadge } from '../StateBadge.tsx'
import { statusLooks } from '../status-look.ts'
import classes from './day-grid.module.css'
import { type Lane, minutesBetween, type Placed } from './day-layout.ts'

/** What deserves a sign beside the name. */
export type VisitMark = 'toMove' | 'override' | 'firstVisit'

export interface DayGridVisit extends Placed {
  readonly patientName: string
  readonly serviceName: string
  readonly roomName: string
  readonly status: AppointmentStatus
  readonly segments: readonly Segment[]
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  readonly marks: readonly VisitMark[]
  readonly movable: boolean
  /** It stands where it was put, and the answer is awaited. */
  readonly pending?: boolean
}

interface DayVisitProps {
  visit: DayGridVisit
  lane: Lane
  /** A free time is offered beside it, at the end of its column. */
  besideOffer: boolean
  /** Minutes from the top of the grid. */
  top: number
  zone: string
  selected: boolean
  tabStop: boolean
  onOpen: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: () => void
}

/** Under this a visit has room for two lines only. */
const SHORT_MINUTES = 40

/** One visit in its column: as tall as it is long, its course drawn along its edge. */
export const DayVisit = ({ visit, lane, besideOffer, top, zone, selected, tabStop, ...on }: DayVisitProps) => {
  const t = useTranslations('day')
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone }
  const minutes = minutesBetween(visit.startMs, visit.endMs)
  const place = {
    '--top': top,
    '--minutes': minutes,
    '--lane': lane.lane,
    '--lanes': lane.lanes,
    '--before': visit.bufferBeforeMinutes,
    '--after': visit.bufferAfterMinutes,
  }
  return (
    <li
      className={classes.place}
      style={place as CSSProperties}
      data-pending={visit.pending ?? false}
      data-beside={besideOffer && lane.lane === lane.lanes - 1}
    >
      {visit.bufferBeforeMinutes > 0 ? <span className={classes.buffer} data-side="before" /> : null}
      {visit.bufferAfterMinutes > 0 ? <span className={classes.buffer} data-side="after" /> : null}
      <button
        type="button"
        className={classes.visit}
        data-visit={visit.id}
        data-movable={visit.movable}
        data-short={minutes < SHORT_MINUTES}
        data-tone={statusLooks[visit.status].tone}
        aria-current={selected ? 'true' : undefined}
        aria-busy={visit.pending ? true : undefined}
        tabIndex={tabStop ? 0 : -1}
        onClick={on.onOpen}
        onKeyDown={on.onKeyDown}
        onFocus={on.onFocus}
      >
        <Course segments={visit.segments} />
        <span className={classes.visitText}>
          <span className={classes.visitHead}>
            <span className={classes.visitTime}>
              {formatTime(visit.startMs, context)}
              <VisuallyHidden>{`–${formatTime(visit.endMs, context)}`}</VisuallyHidden>
            </span>{' '}
            <bdi className={classes.visitName}>{visit.patientName}</bdi>
            {visit.marks.map((mark) => (
              <span key={mark} className={classes.mark} data-mark={mark} title={t(`mark.${mark}`)}>
                <Icon name={MARK_ICONS[mark]} size={14} />
                <VisuallyHidden>{t(`mark.${mark}`)}</VisuallyHidden>
              </span>
            ))}
          </span>{' '}
          <span className={classes.visitState}>
            <StateBadge status={visit.status} />
          </span>{' '}
          <span className={classes.visitWhat}>{`${visit.serviceName} · ${visit.roomName}`}</span>
        </span>
      </button>
    </li>
  )
}

const MARK_ICONS = { toMove: 'alert', override: 'lock', firstVisit: 'plus' } as const

/** Hands-on solid, resting hatched, removal solid and thin; said in words in the panel. */
const Course = ({ segments }: { segments: readonly Segment[] }) => {
  let minute = 0
  const parts = segments.map((segment) => {
    const startMinute = minute
    minute += segment.minutes
    return { ...segment, startMinute }
  })
  return (
    <span className={classes.course} aria-hidden="true">
      {parts.map(({ kind, minutes, startMinute }) => (
        <span key={startMinute} data-kind={kind} style={{ flexGrow: minutes }} />
      ))}
    </span>
  )
}
