'use client'

import { useEffect } from 'react'

const middle = (from: number, to: number, most: number): number => (Math.max(0, from) + Math.min(to, most)) / 2

/** Whether something that stays in view while the page scrolls lies over the middle of this, as far as it is in the window. */
const isUnderBar = (element: Element): boolean => {
  const { left, right, top, bottom } = (element.closest('label') ?? element).getBoundingClientRect()
  let above = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight))
  while (above !== null && !above.contains(element)) {
    if (['sticky', 'fixed'].includes(getComputedStyle(above).position)) return true
    above = above.parentElement
  }
  return false
}

const clear = () => {
  const at = document.activeElement
  if (at?.matches(':focus-visible') && isUnderBar(at)) at.scrollIntoView({ block: 'center' })
}

/** What the keyboard is on is in sight: browsers scroll it into the window, and not from under a bar that stands there. */
export const ClearOfBars = () => {
  useEffect(() => {
    // after the browser's own scrolling, and after what a key brought about
    const soon = () => requestAnimationFrame(clear)
    for (const kind of ['focusin', 'keyup']) document.addEventListener(kind, soon)
    return () => {
      for (const kind of ['focusin', 'keyup']) document.removeEventListener(kind, soon)
    }
  }, [])
  return null
}
