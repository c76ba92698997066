'use client'

import { type RefObject, useEffect } from 'react'

interface Touched {
  readonly element: Element
  /** Where it stands on the whole page, wherever that is scrolled to. */
  readonly top: number
}

const touched = (element: Element | null): Touched | null =>
  element === null ? null : { element, top: element.getBoundingClientRect().top + window.scrollY }

const isInView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < window.innerHeight
}

/** What of the screen an event is about; nothing of a bar that stays in view by itself. */
const placeOf = (target: EventTarget | null, screen: HTMLElement): Element | null =>
  target instanceof Element && screen.contains(target) && target.closest('[data-settled]') !== null ? target : null

/**
 * What was touched last stays where it is when something above it comes, goes or grows: the page scrolls by as much, so
 * that no finger meets another thing than it aimed at.
 */
export const useStayPut = (screen: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const root = screen.current
    if (root === null) return
    let last: Touched | null = null
    const touch = ({ target }: Event) => {
      last = touched(placeOf(target, root))
    }
    const keepInPlace = () => {
      if (last === null || !last.element.isConnected || last.element.getClientRects().length === 0) {
        last = null
        return
      }
      const now = touched(last.element)
      if (now !== null && now.top !== last.top) window.scrollBy({ top: now.top - last.top, behavior: 'instant' })
      last = now
    }
    const look = () => {
      if (last !== null && isInView(last.element)) return
      const middle = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)
      last = touched(placeOf(middle, root))
    }
    const seen = new ResizeObserver(keepInPlace)
    seen.observe(root)
    root.addEventListener('pointerdown', touch, { passive: true, capture: true })
    root.addEventListener('focusin', touch)
    window.addEventListener('scroll', look, { passive: true })
    return () => {
      seen.disconnect()
      root.removeEventListener('pointerdown', touch, { capture: true })
      root.removeEventListener('focusin', touch)
      window.removeEventListener('scroll', look)
    }
  }, [screen])
}
