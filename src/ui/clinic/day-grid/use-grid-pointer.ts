import { type RefObject, useEffect, useRef, useState } from 'react'
import { type GridScale, type Rounding, startUnder } from './day-layout.ts'

export interface GridSpot {
  readonly columnId: string
  readonly startMs: number
}

export interface DraggedVisit extends GridSpot {
  readonly visitId: string
}

interface GridPointer extends GridScale {
  grid: RefObject<HTMLElement | null>
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

const spotAt = (
  root: HTMLElement,
  scale: GridScale,
  { x, y, rounding }: { readonly x: number; readonly y: number; readonly rounding: Rounding },
): GridSpot | null => {
  for (const column of root.querySelectorAll<HTMLElement>('[data-column]')) {
    const box = column.getBoundingClientRect()
    if (x < box.left || x >= box.right) continue
    return { columnId: column.dataset.column ?? '', startMs: startUnder(y - box.top, scale, rounding) }
  }
  return null
}

/** What a press takes hold of: a visit that may move, or empty time; null for anything else. */
const gripOf = ({ button, pointerType, target, clientX: x, clientY: y }: PointerEvent): Grip | null => {
  if (button !== 0 || pointerType === 'touch' || !(target instanceof Element)) return null
  const visit = target.closest<HTMLElement>('[data-visit]')
  if (visit === null) {
    if (target.closest('[data-column]') === null || target.closest('button')) return null
    return { visitId: null, x, y, grabPx: 0, moving: false }
  }
  if (visit.dataset.movable !== 'true') return null
  return { visitId: visit.dataset.visit ?? '', x, y, grabPx: y - visit.getBoundingClientRect().top, moving: false }
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
    const spot = (x: number, y: number, rounding: Rounding) => spotAt(root, latest.current, { x, y, rounding })
    const letGo = () => {
      grip = null
      drop = null
      setDragged(null)
    }
    const onDown = (event: PointerEvent) => {
      grip = gripOf(event) ?? grip
    }
    const onMove = (event: PointerEvent) => {
      if (grip === null) return
      if (!grip.moving && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < LEAST_PX) return
      grip.moving = true
      const over = grip.visitId === null ? null : spot(event.clientX, event.clientY - grip.grabPx, 'nearest')
      drop = over && grip.visitId !== null ? { ...over, visitId: grip.visitId } : null
      setDragged(drop)
    }
    const onUp = (event: PointerEvent) => {
      const { onDrop, onPick } = latest.current
      const held = grip
      const landed = drop
      letGo()
      if (held?.visitId === null && !held.moving) {
        const pressed = spot(event.clientX, event.clientY, 'down')
        if (pressed !== null) onPick(pressed)
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
