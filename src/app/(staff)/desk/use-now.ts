import { useEffect, useState } from 'react'

const TICK_MS = 15_000

/** The server's clock, carried on by the browser's: what a device's own clock says does not matter. */
export const useNow = (serverNowMs: number): number => {
  const [nowMs, setNowMs] = useState(serverNowMs)
  useEffect(() => {
    const openedAtMs = performance.now()
    const tick = () => setNowMs(serverNowMs + performance.now() - openedAtMs)
    const timer = setInterval(tick, TICK_MS)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [serverNowMs])
  return nowMs
}
