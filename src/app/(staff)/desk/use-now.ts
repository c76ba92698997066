import { useCallback, useEffect, useRef, useState } from 'react'

const TICK_MS = 15_000

/** The server's clock, carried on by the browser's: what a device's own clock says does not matter. */
export const useNow = (serverNowMs: number): { readonly nowMs: number; readonly clock: () => number } => {
  const [nowMs, setNowMs] = useState(serverNowMs)
  const openedAtMs = useRef<number | null>(null)
  const clock = useCallback(
    () => serverNowMs + performance.now() - (openedAtMs.current ?? performance.now()),
    [serverNowMs],
  )
  useEffect(() => {
    openedAtMs.current = performance.now()
    const tick = () => setNowMs(clock())
    const timer = setInterval(tick, TICK_MS)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [clock])
  return { nowMs, clock }
}
