import { useCallback, useEffect, useRef, useState } from 'react'
import { leaveHold } from '../../../providers/leave-hold.ts'
import { refusalsOf } from '../../../providers/problem.ts'
import { portalApi } from '../portal-api.ts'
import type { WantedVisit } from './free-times.ts'

/** Who walks through the times with the arrow keys means none of them yet. */
const SETTLED_MS = 400
/** About how many times one keeps, and not about this one: it can be booked all the same. */
const NOT_ABOUT_THE_TIME = ['too-many-requests', 'too-many-holds', 'held-long-enough']

export interface OwnHold {
  readonly startIso: string
  /** On the browser's own running clock, which nobody sets. */
  readonly untilMs: number
}

interface Wish {
  readonly slug: string
  readonly wanted: WantedVisit
  /** The time that is chosen; null: none yet, or no longer. */
  readonly startIso: string | null
  /** The chosen time has gone to somebody else. */
  readonly onRefused: (problem: unknown) => void
}

/** Holds the chosen time while a patient makes up their mind; another choice moves it, leaving the page lets it go. */
export const useOwnHold = ({ slug, wanted, startIso, onRefused }: Wish) => {
  const id = useRef<string | null>(null)
  const [held, setHeld] = useState<OwnHold | null>(null)
  const refuse = useRef(onRefused)
  const chosen = useRef(startIso)
  useEffect(() => {
    refuse.current = onRefused
    chosen.current = startIso
  })
  const visit = JSON.stringify(wanted)
  const letGo = useCallback(() => {
    if (id.current !== null) leaveHold(id.current, slug)
    id.current = null
    setHeld(null)
  }, [slug])
  const ask = useCallback(
    async (start: string) => {
      id.current ??= crypto.randomUUID()
      const asked = { ...(JSON.parse(visit) as WantedVisit), holdId: id.current, startIso: start }
      try {
        const { expiresIso, nowIso } = await portalApi(slug).appointment.hold.mutate(asked)
        setHeld({ startIso: start, untilMs: performance.now() + Date.parse(expiresIso) - Date.parse(nowIso) })
      } catch (problem) {
        if (chosen.current !== start) return
        setHeld(null)
        const [first] = refusalsOf(problem)
        if (first !== undefined && !NOT_ABOUT_THE_TIME.includes(first.reason)) refuse.current(problem)
      }
    },
    [slug, visit],
  )

  useEffect(() => {
    if (startIso === null) return letGo()
    const timer = setTimeout(() => void ask(startIso), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [startIso, ask, letGo])

  useEffect(() => {
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted && chosen.current !== null) void ask(chosen.current)
    }
    window.addEventListener('pagehide', letGo)
    window.addEventListener('pageshow', comeBack)
    return () => {
      window.removeEventListener('pagehide', letGo)
      window.removeEventListener('pageshow', comeBack)
    }
  }, [ask, letGo])
  useEffect(() => letGo, [letGo])

  return {
    held: held?.startIso === startIso ? held : null,
    /** The id to book with; the booking takes the hold with it. */
    holdId: () => id.current,
    /** Booked: there is nothing to let go of. */
    used: () => {
      id.current = null
    },
    again: () => {
      if (startIso !== null) void ask(startIso)
    },
  }
}
