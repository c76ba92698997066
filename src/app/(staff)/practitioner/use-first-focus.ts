'use client'

import { useEffect, useRef } from 'react'

/** Puts the focus on a screen's first job when it appears, unless somebody has put it elsewhere. */
export const useFirstFocus = (idOf: () => string): void => {
  const first = useRef(idOf)
  useEffect(() => {
    if (document.activeElement !== document.body) return
    document.getElementById(first.current())?.focus({ preventScroll: true })
  }, [])
}
