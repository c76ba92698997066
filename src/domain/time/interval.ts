/** A stretch of time `[startMs, endMs)` in epoch milliseconds: the start belongs to it, the end does not (B1). */
export interface Interval {
  readonly startMs: number
  readonly endMs: number
}

/** Whether two half-open intervals share an instant. Intervals that only touch do not. */
export const overlaps = (a: Interval, b: Interval): boolean => a.startMs < b.endMs && b.startMs < a.endMs

/** Whether the whole of `inner` lies in `outer`; shared edges count as inside. */
export const contains = (outer: Interval, inner: Interval): boolean =>
  outer.startMs <= inner.startMs && inner.endMs <= outer.endMs

const sorted = (intervals: readonly Interval[]): readonly Interval[] => {
  for (let i = 1; i < intervals.length; i++) {
    if (intervals[i]!.startMs < intervals[i - 1]!.startMs) {
      return [...intervals].sort((a, b) => a.startMs - b.startMs)
    }
  }
  return intervals
}

/**
 * The same time as the given intervals, each instant once.
 * In: any order, may overlap. Out: sorted, disjoint, not even touching; empty intervals are gone.
 */
export const merge = (intervals: readonly Interval[]): Interval[] => {
  const merged: Interval[] = []
  let open: Interval | null = null
  for (const next of sorted(intervals)) {
    if (next.endMs <= next.startMs) continue
    if (open === null || next.startMs > open.endMs) {
      if (open !== null) merged.push(open)
      open = next
    } else if (next.endMs > open.endMs) {
      open = { startMs: open.startMs, endMs: next.endMs }
    }
  }
  if (open !== null) merged.push(open)
  return merged
}

/** What is left of `from` outside `holes`. Both must be sorted and disjoint; so is the answer. */
export const subtract = (from: readonly Interval[], holes: readonly Interval[]): Interval[] => {
  if (holes.length === 0) return [...from]
  const left: Interval[] = []
  let h = 0
  for (const whole of from) {
    let startMs = whole.startMs
    while (h < holes.length && holes[h]!.endMs <= startMs) h++
    // A hole may reach into the next interval too, so the walk inside this one has its own counter.
    for (let i = h; i < holes.length && holes[i]!.startMs < whole.endMs; i++) {
      const hole = holes[i]!
      if (hole.startMs > startMs) left.push({ startMs, endMs: hole.startMs })
      startMs = hole.endMs
    }
    if (startMs < whole.endMs) left.push(startMs === whole.startMs ? whole : { startMs, endMs: whole.endMs })
  }
  return left
}

/** The time that both lists share. Both must be sorted and disjoint; so is the answer. */
export const intersect = (a: readonly Interval[], b: readonly Interval[]): Interval[] => {
  const shared: Interval[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const startMs = Math.max(a[i]!.startMs, b[j]!.startMs)
    const endMs = Math.min(a[i]!.endMs, b[j]!.endMs)
    if (startMs < endMs) shared.push({ startMs, endMs })
    if (a[i]!.endMs < b[j]!.endMs) i++
    else j++
  }
  return shared
}

/** Whether one interval of the list holds the whole of `inner`. The list must be merged, or a seam would look like an edge. */
export const covers = (merged: readonly Interval[], inner: Interval): boolean =>
  merged.some((outer) => contains(outer, inner))
