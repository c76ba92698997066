'use client'

import { useEffect, useState } from 'react'

/**
 * The time by the clinic's clock, read again every `everyMs` and whenever the screen is looked at again. A tablet's own
 * clock may be wrong; the server said what time it was when the page was made.
 */
export const useClock = (serverNowMs: number, everyMs = 15_000): number => {
  const [nowMs, setNowMs] = useState(serverNowMs)
  useEffect(() => {
    const aheadMs = serverNowMs - Date.now()
    const read = () => setNowMs(Date.now() + aheadMs)
    const timer = window.setInterval(read, everyMs)
    document.addEventListener('visibilitychange', read)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [serverNowMs, everyMs])
  return nowMs
}
