import { type RefObject, useEffect, useRef, useState } from 'react'
import { MINUTE_MS } from '#domain/time/zone.ts'
import { onGrid } from './day-layout.ts'

export interface GridSpot {
  readonly columnId: string
  readonly startMs: number
}

export interface DraggedVisit extends GridSpot {
  readonly visitId: string
}

interface GridPointer {
  grid: RefObject<HTMLElement | null>
  /** What the top of a column stands for, and how tall a minute is drawn. */
  topMs: number
  dayStartMs: number
  minutePx: number
  stepMinutes: number
  onDrop: (dragged: DraggedVisit) => void
  /** A press on empty time. */
  onPick: (spot: GridSpot) => void
}

const LEAST_PX = 6

interface Grip {
  visitId: string | null
  x: number
  y: number
  /** Where in the visit it was taken. */
  grabPx: number
  moving: boolean
}

/**
 * Dragging visits and pressing empty time, with mouse or pen. Fingers scroll instead; they and the keyboard move a visit
 * in its panel, so nothing depends on dragging.
 */
export const useGridPointer = (options: GridPointer): DraggedVisit | null => {
  const [dragged, setDragged] = useState<DraggedVisit | null>(null)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const { grid } = options
  useEffect(() => {
    const root = grid.current
    if (root === null) return
    const leaving = new AbortController()
    let grip: Grip | null = null
    let drop: DraggedVisit | null = null
    const spotAt = (x: number, y: number, rounding: 'nearest' | 'down'): GridSpot | null => {
      const { topMs, dayStartMs, minutePx, stepMinutes } = latest.current
      for (const column of root.querySelectorAll<HTMLElement>('[data-column]')) {
        const box = column.getBoundingClientRect()
        if (x < box.left || x >= box.right) continue
        const half = rounding === 'down' ? (stepMinutes * MINUTE_MS) / 2 : 0
        const ms = topMs + ((y - box.top) / minutePx) * MINUTE_MS - half
        return { columnId: column.dataset.column ?? '', startMs: onGrid(ms, dayStartMs, stepMinutes) }
      }
      return null
    }
    const letGo = () => {
      grip = null
      drop = null
      setDragged(null)
    }
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return
      const visit = event.target.closest<HTMLElement>('[data-visit]')
      if (visit === null) {
        if (event.target.closest('[data-column]') === null || event.target.closest('button')) return
        grip = { visitId: null, x: event.clientX, y: event.clientY, grabPx: 0, moving: false }
      } else if (visit.dataset.movable === 'true') {
        const grabPx = event.clientY - visit.getBoundingClientRect().top
        grip = { visitId: visit.dataset.visit ?? '', x: event.clientX, y: event.clientY, grabPx, moving: false }
      }
    }
    const onMove = (event: PointerEvent) => {
      if (grip === null) return
      if (!grip.moving && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < LEAST_PX) return
      grip.moving = true
      const spot = grip.visitId === null ? null : spotAt(event.clientX, event.clientY - grip.grabPx, 'nearest')
      drop = spot && grip.visitId !== null ? { ...spot, visitId: grip.visitId } : null
      setDragged(drop)
    }
    const onUp = (event: PointerEvent) => {
      const { onDrop, onPick } = latest.current
      const held = grip
      const landed = drop
      letGo()
      if (held?.visitId === null && !held.moving) {
        const spot = spotAt(event.clientX, event.clientY, 'down')
        if (spot !== null) onPick(spot)
      }
      if (landed !== null) onDrop(landed)
      // the press that ends a drag must not also open the visit
      if (held?.moving)
        window.addEventListener('click', (click) => click.stopPropagation(), {
          capture: true,
          once: true,
          signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(50)]),
        })
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || grip === null) return
      letGo()
      event.stopPropagation()
    }
    const { signal } = leaving
    root.addEventListener('pointerdown', onDown, { signal })
    window.addEventListener('pointermove', onMove, { signal })
    window.addEventListener('pointerup', onUp, { signal })
    window.addEventListener('pointercancel', letGo, { signal })
    window.addEventListener('keydown', onKey, { signal, capture: true })
    return () => leaving.abort()
  }, [grid])
  return dragged
}
