'use client'

import type { PointerEvent } from 'react'
import classes from './signature-pad.module.css'
import { PAD, pointsOf, type Stroke, strokeBegun, strokeDrawn } from './stroke.ts'

interface SignaturePadProps {
  /** What it is and whether something is drawn on it. */
  label: string
  strokes: readonly Stroke[]
  onChange: (strokes: readonly Stroke[]) => void
}

/** A place to sign with finger, pen or mouse. Who cannot draw is offered another way beside it. */
export const SignaturePad = ({ label, strokes, onChange }: SignaturePadProps) => {
  const at = (event: PointerEvent<SVGSVGElement>): [x: number, y: number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * PAD.width, ((event.clientY - box.top) / box.height) * PAD.height]
  }
  return (
    <svg
      className={classes.pad}
      viewBox={`0 0 ${PAD.width} ${PAD.height}`}
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        if (!event.isPrimary) return
        event.currentTarget.setPointerCapture(event.pointerId)
        onChange(strokeBegun(strokes, ...at(event)))
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onChange(strokeDrawn(strokes, ...at(event)))
      }}
    >
      <line className={classes.line} x1="60" y1="250" x2={PAD.width - 60} y2="250" />
      <path className={classes.ink} d={strokes.map((stroke) => `M${pointsOf(stroke)}`).join('')} />
    </svg>
  )
}
