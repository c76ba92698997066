/** One line of the table: both sides measured in the same process, in turn. */
export interface Measured {
  readonly ours: number
  readonly floor: number
  readonly unit: string
  /** the greatest ratio ours / floor that is good enough */
  readonly goal: number
  /** the least that is good enough, where less is no gain */
  readonly least?: number
}

export interface Job {
  readonly job: string
  readonly workload: string
  readonly run: () => Promise<Measured>
}

const ROUNDS = 21
const ROUND_MS = 12
const WARM_ROUNDS = 40

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const timesFor = (work: () => unknown): number => {
  const startedAt = performance.now()
  let times = 0
  while (performance.now() - startedAt < ROUND_MS) {
    work()
    times++
  }
  return times
}

const perCallMs = (work: () => unknown, times: number): number => {
  const startedAt = performance.now()
  for (let i = 0; i < times; i++) work()
  return (performance.now() - startedAt) / times
}

/** Medians in ms per call of two synchronous sides, in rounds that alternate and change who goes first. */
export const interleaved = (ours: () => unknown, floor: () => unknown): { ours: number; floor: number } => {
  // Warm first: what is asked for is the speed of a server that has been up for a while.
  for (let i = 0; i < WARM_ROUNDS; i++) {
    timesFor(ours)
    timesFor(floor)
  }
  const oursTimes = timesFor(ours)
  const floorTimes = timesFor(floor)
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const first = round % 2 === 0 ? perCallMs(ours, oursTimes) : null
    const plain = perCallMs(floor, floorTimes)
    return { ours: first ?? perCallMs(ours, oursTimes), floor: plain }
  })
  return { ours: median(rounds.map((round) => round.ours)), floor: median(rounds.map((round) => round.floor)) }
}

/** Times in ms of two asynchronous sides, called in turn. */
export const alternating = async (
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
  rounds: number,
): Promise<{ ours: number[]; floor: number[] }> => {
  const times = { ours: [] as number[], floor: [] as number[] }
  const timed = async (side: 'ours' | 'floor', work: () => Promise<unknown>): Promise<void> => {
    const startedAt = performance.now()
    await work()
    times[side].push(performance.now() - startedAt)
  }
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) await timed('ours', ours)
    await timed('floor', floor)
    if (round % 2 === 1) await timed('ours', ours)
  }
  return times
}

/** The value below which `share` (0 to 1) of the values lie. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!
}
