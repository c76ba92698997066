'use client'

import { useEffect } from 'react'

/** Room for the mark of the focus. */
const GAP_PX = 8

const middle = (from: number, to: number, most: number): number => (Math.max(0, from) + Math.min(to, most)) / 2

/** What stays in view while the page scrolls and lies over the middle of this, as far as it is in the window. */
const barOver = (element: Element, { left, right, top, bottom }: DOMRect): Element | null => {
  let above = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight))
  while (above !== null && !above.contains(element)) {
    if (['sticky', 'fixed'].includes(getComputedStyle(above).position)) return above
    above = above.parentElement
  }
  return null
}

const scrollerOf = (bar: Element): Element => {
  let around = bar.parentElement
  while (around !== null && !/auto|scroll/.test(getComputedStyle(around).overflowY)) around = around.parentElement
  return around ?? document.documentElement
}

const clear = () => {
  const at = document.activeElement
  if (!at?.matches(':focus-visible')) return
  // one bar may stand below another
  for (let bars = 0; bars < 3; bars++) {
    const box = (at.closest('label') ?? at).getBoundingClientRect()
    const bar = barOver(at, box)
    if (bar === null) return
    const over = bar.getBoundingClientRect()
    const scroller = scrollerOf(bar)
    const seen =
      scroller === document.documentElement
        ? new DOMRect(0, 0, innerWidth, innerHeight)
        : scroller.getBoundingClientRect()
    const isFoot = over.top + over.bottom > seen.top + seen.bottom
    scroller.scrollBy({ top: isFoot ? box.bottom - over.top + GAP_PX : box.top - over.bottom - GAP_PX })
  }
}

/** What the keyboard is on is in sight: browsers scroll it into the window, and not from under a bar that stands there. */
export const ClearOfBars = () => {
  useEffect(() => {
    // after the browser's own scrolling, and after what a key brought about
    const soon = () => requestAnimationFrame(clear)
    const kinds = ['focusin', 'keyup', 'resize']
    for (const kind of kinds) addEventListener(kind, soon)
    return () => {
      for (const kind of kinds) removeEventListener(kind, soon)
    }
  }, [])
  return null
}
