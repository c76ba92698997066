import { type RefObject, useEffect, useRef } from 'react'

/** When what was pressed goes away because it worked, the focus stays near: on what stands there now. */
export const useKeepFocus = <E extends HTMLElement>(change: unknown): RefObject<E | null> => {
  const place = useRef<E>(null)
  const last = useRef(change)
  useEffect(() => {
    if (Object.is(last.current, change)) return
    last.current = change
    if (document.activeElement !== document.body && document.activeElement !== null) return
    const next = place.current?.querySelector<HTMLElement>('button, [href], input, textarea, [tabindex="-1"]')
    next?.focus()
  }, [change])
  return place
}
