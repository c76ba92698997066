export interface RingState {
  /** What is left of the time, from 1 to 0. */
  shareLeft: number
  /** Whole minutes begun, so that the last one is still a minute. */
  minutesLeft: number
  due: boolean
}

/** How far a ring has run down; a clock before its beginning leaves it full. */
export const ringAt = ({ fromMs, dueMs }: { fromMs: number; dueMs: number }, nowMs: number): RingState => {
  const leftMs = Math.min(Math.max(0, dueMs - nowMs), Math.max(0, dueMs - fromMs))
  return {
    shareLeft: dueMs > fromMs ? leftMs / (dueMs - fromMs) : 0,
    minutesLeft: Math.ceil(leftMs / 60_000),
    due: leftMs === 0,
  }
}
