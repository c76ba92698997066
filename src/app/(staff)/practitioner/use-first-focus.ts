'use client'

import { useEffect, useRef } from 'react'

/** Puts the focus on a screen's first job when it can be seen, unless somebody has put it elsewhere. */
export const useFirstFocus = (idOf: () => string, seen = true): void => {
  const first = useRef(idOf)
  useEffect(() => {
    if (!seen || document.activeElement !== document.body) return
    document.getElementById(first.current())?.focus({ preventScroll: true })
  }, [seen])
}
