'use client'

import { type RefObject, useEffect } from 'react'

/** Tells a screen how tall the head above it is, so that its own bar can stay in view just below. */
export const useHeadHeight = (screen: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const head = document.querySelector('header')
    const target = screen.current
    if (head === null || target === null) return
    const measure = () => target.style.setProperty('--head', `${head.offsetHeight}px`)
    const seen = new ResizeObserver(measure)
    seen.observe(head)
    measure()
    return () => seen.disconnect()
  }, [screen])
}
