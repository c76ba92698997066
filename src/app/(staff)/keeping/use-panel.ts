import { type MouseEvent, useRef, useState } from 'react'

/** Which thing of a list is open beside it. Closing gives the focus back to what opened it. */
export const usePanel = (begins: string | null = null) => {
  const [open, setOpen] = useState(begins)
  const from = useRef<HTMLElement | null>(null)
  return {
    /** An id, 'new' or null. */
    open,
    opener: (what: string) => (event: MouseEvent<HTMLElement>) => {
      from.current = event.currentTarget
      setOpen(what)
    },
    /** The same for what is opened from within the list. */
    show: (what: string) => {
      from.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setOpen(what)
    },
    /** Something else in place of what is open; closing leads back to where it began. */
    turnTo: (what: string) => setOpen(what),
    close: () => {
      setOpen(null)
      // after the panel has gone, or the browser gives the focus to the page
      requestAnimationFrame(() => from.current?.focus())
    },
  }
}
