/** How many calls one HTTP request may carry, and how large its body may be. */
export const MAX_CALLS = 10
export const MAX_BODY_BYTES = 256 * 1024

const NAME = /^[a-zA-Z][\w-]*(\.[a-zA-Z][\w-]*)+$/
const LONGEST_NAME = 100

const decoded = (path: string): string | null => {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/**
 * The procedures that the path of a request names (`patient.search,session.current`, escaped or not), or null when it
 * cannot be read, there are too many or one is no name at all: a flood of commas is refused before anything is done for
 * it (L13).
 */
export const calledProcedures = (escapedPath: string): string[] | null => {
  const path = decoded(escapedPath)
  if (path === null || path.length > MAX_CALLS * (LONGEST_NAME + 1)) return null
  const names = path.split(',')
  return names.length <= MAX_CALLS && names.every((name) => NAME.test(name)) ? names : null
}

export interface CallBudget {
  /** Takes `calls` from what this caller may still do; false when it is used up. */
  readonly take: (caller: string, calls: number, nowMs: number) => boolean
}

export interface Seats {
  /** Takes a seat and says how to leave it; null when this holder, or everybody together, has no more. */
  readonly take: (holder: string) => (() => void) | null
}

/** A number of things that may be held open at once, per holder and by all together. */
export const seats = (perHolder: number, overall: number): Seats => {
  const taken = new Map<string, number>()
  let sum = 0
  return {
    take: (holder) => {
      const held = taken.get(holder) ?? 0
      if (held >= perHolder || sum >= overall) return null
      taken.set(holder, held + 1)
      sum++
      let left = false
      return () => {
        if (left) return
        left = true
        sum--
        const others = (taken.get(holder) ?? 1) - 1
        if (others === 0) taken.delete(holder)
        else taken.set(holder, others)
      }
    },
  }
}

/** A budget of calls per minute and caller, counted per call and not per request (L13). Refills evenly. */
export const callBudget = (callsPerMinute: number, mostCallers = 10_000): CallBudget => {
  const left = new Map<string, { calls: number; atMs: number }>()
  return {
    take: (caller, calls, nowMs) => {
      const known = left.get(caller)
      const refilled = known === undefined ? 0 : ((nowMs - known.atMs) / 60_000) * callsPerMinute
      const before =
        known === undefined ? callsPerMinute : Math.min(callsPerMinute, known.calls + Math.max(0, refilled))
      const enough = before >= calls
      left.delete(caller)
      left.set(caller, { calls: enough ? before - calls : before, atMs: nowMs })
      // the caller heard from longest ago has refilled most
      const [oldest] = left.keys()
      if (left.size > mostCallers && oldest !== undefined) left.delete(oldest)
      return enough
    },
  }
}
