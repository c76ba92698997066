'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Segment, SegmentKind } from '#domain/appointment/segments.ts'
import classes from './clinic.module.css'

interface VisitCourseProps {
  segments: readonly Segment[]
  bufferBeforeMinutes?: number
  bufferAfterMinutes?: number
}

type PartKind = SegmentKind | 'before' | 'after'

interface Part {
  kind: PartKind
  minutes: number
  startMinute: number
}

const words = {
  before: 'before',
  'hands-on': 'handsOn',
  resting: 'resting',
  removal: 'removal',
  after: 'after',
} as const satisfies Readonly<Record<PartKind, string>>

const HEIGHT = 8

/** The course of a visit as a strip: hands-on solid, resting with needles hatched, removal solid and thin. */
export const VisitCourse = ({ segments, bufferBeforeMinutes = 0, bufferAfterMinutes = 0 }: VisitCourseProps) => {
  const t = useTranslations('visit.card')
  const hatchId = useId()
  const parts = partsOf(segments, bufferBeforeMinutes, bufferAfterMinutes)
  const total = parts.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <svg
      className={classes.course}
      width="100%"
      height={HEIGHT}
      role="img"
      aria-label={parts.map(({ kind, minutes }) => t(words[kind], { minutes })).join(', ')}
    >
      <pattern id={hatchId} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className={classes.courseHatch} d="M0 0v6" />
      </pattern>
      {parts.map((part) => (
        <PartLook key={part.startMinute} part={part} total={total} hatch={`url(#${hatchId})`} />
      ))}
    </svg>
  )
}

const GAP_SHARE = 0.4

const PartLook = ({ part, total, hatch }: { part: Part; total: number; hatch: string }) => {
  const place = {
    x: `${(100 * part.startMinute) / total}%`,
    width: `${Math.max(1, (100 * part.minutes) / total - GAP_SHARE)}%`,
  }
  if (part.kind === 'hands-on') return <rect className={classes.courseSolid} {...place} y={0} height={HEIGHT} />
  if (part.kind === 'removal') return <rect className={classes.courseSolid} {...place} y={2.5} height={3} />
  if (part.kind === 'resting')
    return (
      <>
        <rect className={classes.courseRestingGround} {...place} y={0} height={HEIGHT} />
        <rect {...place} y={0} height={HEIGHT} fill={hatch} />
      </>
    )
  return <rect className={classes.courseBuffer} {...place} y={3} height={2} />
}

const partsOf = (segments: readonly Segment[], before: number, after: number): Part[] => {
  const inOrder: Pick<Part, 'kind' | 'minutes'>[] = [
    { kind: 'before', minutes: before },
    ...segments,
    { kind: 'after', minutes: after },
  ]
  let startMinute = 0
  return inOrder.flatMap(({ kind, minutes }) => {
    const part = { kind, minutes, startMinute }
    startMinute += minutes
    return minutes > 0 ? [part] : []
  })
}
