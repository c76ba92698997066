'use client'

import { useEffect, useState } from 'react'

const SECOND_MS = 1_000

/** How many whole seconds are left until an instant by the given clock, said again every second; 0 when it has come. */
export const useCountdown = (untilMs: number, clock: () => number): number => {
  const [last, setLast] = useState(() => readingOf(untilMs, clock))
  useEffect(() => {
    const read = () => setLast(readingOf(untilMs, clock))
    read()
    const timer = window.setInterval(read, SECOND_MS)
    document.addEventListener('visibilitychange', read)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [untilMs, clock])
  // what was read for another instant says nothing of this one: a time held anew has not run out
  return (last.untilMs === untilMs ? last : readingOf(untilMs, clock)).seconds
}

const readingOf = (untilMs: number, clock: () => number) => ({
  untilMs,
  seconds: Math.max(0, Math.ceil((untilMs - clock()) / SECOND_MS)),
})

/** "7:05", as a clock that runs down shows it. */
export const minutesAndSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
