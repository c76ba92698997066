import { readTestNow } from './env.ts'

let offset: number | null = null

/** The one clock of web, worker and scripts, in epoch milliseconds. */
export function now(): number {
  return Date.now() + clockOffsetMs()
}

/** How far the test clock stands from the machine's clock; 0 outside tests. The database is shifted by the same amount. */
export function clockOffsetMs(): number {
  offset ??= offsetOf(process.env)
  return offset
}

/** Moves this process's clock so that it is `ms` now; `null` returns it to the machine's time. Production refuses. */
export function setTestNow(ms: number | null): void {
  if (process.env.FILIFORM_MODE === 'production') throw new Error('The clock cannot be set in production.')
  offset = ms === null ? 0 : ms - Date.now()
}

function offsetOf(env: Record<string, string | undefined>): number {
  const read = readTestNow(env)
  if (!read.ok) throw new Error(read.problem)
  if (read.testNow === null) return 0
  return read.testNow.atMs - (read.testNow.anchorMs ?? Date.now())
}
