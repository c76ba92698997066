import { type RefObject, useEffect, useRef } from 'react'

const FIRST = 'input:checked, button, [href], input:not([type=radio]), textarea, [tabindex="-1"]'

/**
 * When what was pressed goes away because it worked, the focus stays near: on what stands there now, or on the place
 * itself, which then has a `tabIndex`.
 */
export const useKeepFocus = <E extends HTMLElement>(change: unknown): RefObject<E | null> => {
  const place = useRef<E>(null)
  const last = useRef(change)
  useEffect(() => {
    if (Object.is(last.current, change)) return
    last.current = change
    if (document.activeElement !== document.body && document.activeElement !== null) return
    const next = place.current?.querySelector<HTMLElement>(FIRST) ?? place.current
    next?.focus()
  }, [change])
  return place
}
