'use client'

import { useLocale } from 'use-intl/react'
import type { Segment } from '#domain/appointment/segments.ts'
import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import { isLocale } from '#words/locale.ts'
import { formatTime } from '#words/time.ts'
import classes from './clinic.module.css'
import { StateBadge } from './StateBadge.tsx'
import { statusLooks } from './status-look.ts'
import { VisitCourse } from './VisitCourse.tsx'
import { type MatterInWords, WhatMatters } from './WhatMatters.tsx'

export interface AppointmentCardProps {
  startMs: number
  endMs: number
  /** The clinic's IANA zone. */
  zone: string
  patientName: string
  serviceName: string
  roomName: string
  /** Left out where a column already says it. */
  practitionerName?: string
  status: AppointmentStatus
  segments?: readonly Segment[]
  matters?: readonly MatterInWords[]
  selected?: boolean
  onOpen?: () => void
}

/** One visit on a day: when, who, what, where, and how far it has come. */
export const AppointmentCard = (props: AppointmentCardProps) => {
  const language = useLocale()
  const context = { locale: isLocale(language) ? language : ('en' as const), zone: props.zone }
  const look = statusLooks[props.status]
  const content = (
    <>
      <span className={classes.cardTime}>
        <strong>{formatTime(props.startMs, context)}</strong> <span>{formatTime(props.endMs, context)}</span>
      </span>{' '}
      <span className={classes.cardHead}>
        <bdi className={classes.patientName}>{props.patientName}</bdi> <StateBadge status={props.status} />
      </span>{' '}
      <span className={classes.cardService}>
        {[props.serviceName, props.practitionerName, props.roomName].filter(Boolean).join(' · ')}
      </span>
      {props.segments ? <VisitCourse segments={props.segments} /> : null}
    </>
  )
  const state = { 'data-selected': props.selected ?? false, 'data-past': look.tone === 'quiet' }
  const card = props.onOpen ? (
    <button type="button" className={classes.card} {...state} onClick={props.onOpen}>
      {content}
    </button>
  ) : (
    <div className={classes.card} {...state}>
      {content}
    </div>
  )
  if (!props.matters || props.matters.length === 0) return card
  return (
    <div className={classes.cardStack}>
      {card}
      <WhatMatters matters={props.matters} />
    </div>
  )
}
