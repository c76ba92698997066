import { type Interval, merge, subtract } from '#domain/time/interval.ts'
import { MINUTE_MS } from '#domain/time/zone.ts'

const HOUR_MS = 60 * MINUTE_MS
const USUAL_DAY = { fromHour: 8, toHour: 18 }
/** A day with one short shift is still drawn as a day. */
const LEAST_HOURS = 6

export interface Placed extends Interval {
  readonly id: string
}

/** Which of how many lanes side by side a visit stands in. */
export interface Lane {
  readonly lane: number
  readonly lanes: number
}

/** Lets visits that share time stand side by side, as while one patient rests and the next is needled. */
export const lanesOf = (visits: readonly Placed[]): ReadonlyMap<string, Lane> => {
  const inOrder = visits.toSorted((a, b) => a.startMs - b.startMs || b.endMs - a.endMs || (a.id < b.id ? -1 : 1))
  const found = new Map<string, Lane>()
  let group: { id: string; lane: number }[] = []
  let laneEnds: number[] = []
  const close = () => {
    for (const { id, lane } of group) found.set(id, { lane, lanes: laneEnds.length })
    group = []
    laneEnds = []
  }
  for (const { id, startMs, endMs } of inOrder) {
    if (laneEnds.every((end) => end <= startMs)) close()
    const free = laneEnds.findIndex((end) => end <= startMs)
    const lane = free === -1 ? laneEnds.length : free
    laneEnds[lane] = endMs
    group.push({ id, lane })
  }
  close()
  return found
}

/**
 * Which hours of a day are drawn: whole hours around all that happens, counted from the day's first instant;
 * the usual hours of a day on which nothing does.
 */
export const shownStretch = (day: Interval, busy: readonly Interval[]): Interval => {
  const within = merge(busy).filter(({ startMs, endMs }) => startMs < day.endMs && endMs > day.startMs)
  const first = within[0]
  const last = within.at(-1)
  const hourOf = (ms: number) => (ms - day.startMs) / HOUR_MS
  const most = Math.ceil(hourOf(day.endMs))
  const from = first ? Math.max(0, Math.floor(hourOf(first.startMs))) : USUAL_DAY.fromHour
  const to = last ? Math.min(most, Math.ceil(hourOf(last.endMs))) : USUAL_DAY.toHour
  const wide = Math.min(most, Math.max(to, from + LEAST_HOURS))
  return {
    startMs: day.startMs + Math.min(from, wide - Math.min(LEAST_HOURS, most)) * HOUR_MS,
    endMs: Math.min(day.endMs, day.startMs + wide * HOUR_MS),
  }
}

/** How long the sign of an offered time is drawn, from its start. */
const OFFER_MS = 15 * MINUTE_MS

/** Whether the sign of an offered time is drawn where a visit stands, as while its patient rests. */
export const isBesideOffer = ({ startMs, endMs }: Interval, offeredMs: number): boolean =>
  offeredMs < endMs && offeredMs + OFFER_MS > startMs

/** The instants at which an hour line is drawn, the first included and the last not. */
export const hoursOf = ({ startMs, endMs }: Interval): number[] =>
  Array.from({ length: Math.ceil((endMs - startMs) / HOUR_MS) }, (_, hour) => startMs + hour * HOUR_MS)

/** What is shaded: the shown time outside working hours. */
export const offHours = (shown: Interval, working: readonly Interval[]): Interval[] => subtract([shown], merge(working))

const LABEL_MINUTES = 10

/** The hours that are written beside their lines; the time of now is written over one that is too near. */
export const hoursWritten = (shown: Interval, nowMs: number): number[] =>
  hoursOf(shown).filter((hourMs) => Math.abs(minutesBetween(hourMs, nowMs)) >= LABEL_MINUTES)

export const minutesBetween = (startMs: number, endMs: number): number => (endMs - startMs) / MINUTE_MS

/** The grid's start nearest to an instant; the grid counts from the day's first instant. */
export const onGrid = (ms: number, dayStartMs: number, stepMinutes: number): number => {
  const stepMs = stepMinutes * MINUTE_MS
  return dayStartMs + Math.round((ms - dayStartMs) / stepMs) * stepMs
}

/** How a day is drawn downwards. */
export interface GridScale {
  /** What the top of a column stands for. */
  readonly topMs: number
  /** The day's first instant. */
  readonly dayStartMs: number
  readonly minutePx: number
  readonly stepMinutes: number
}

export type Rounding = 'nearest' | 'down'

/** The start on the grid that lies so far below the top of a column; elapsed time, so that no change of the clock shifts it. */
export const startUnder = (belowPx: number, scale: GridScale, rounding: Rounding): number => {
  const { topMs, dayStartMs, minutePx, stepMinutes } = scale
  const half = rounding === 'down' ? (stepMinutes * MINUTE_MS) / 2 : 0
  return onGrid(topMs + (belowPx / minutePx) * MINUTE_MS - half, dayStartMs, stepMinutes)
}

export interface WalkColumn {
  /** Sorted by start. */
  readonly visits: readonly Placed[]
}

const nearestInTime = (visits: readonly Placed[], startMs: number): Placed | undefined =>
  visits.toSorted((a, b) => Math.abs(a.startMs - startMs) - Math.abs(b.startMs - startMs) || a.startMs - b.startMs)[0]

/** Where an arrow key leads among the visits of a day: up and down in a column, left and right to the nearest in time. */
export const visitAfter = (key: string, fromId: string, columns: readonly WalkColumn[]): string | null => {
  const column = columns.findIndex(({ visits }) => visits.some(({ id }) => id === fromId))
  const visits = columns[column]?.visits ?? []
  const index = visits.findIndex(({ id }) => id === fromId)
  const here = visits[index]
  if (!here) return null
  const besides = (step: 1 | -1): string => {
    for (let other = column + step; other >= 0 && other < columns.length; other += step) {
      const near = nearestInTime(columns[other]?.visits ?? [], here.startMs)
      if (near) return near.id
    }
    return fromId
  }
  switch (key) {
    case 'ArrowDown':
      return visits[index + 1]?.id ?? fromId
    case 'ArrowUp':
      return visits[index - 1]?.id ?? fromId
    case 'ArrowRight':
      return besides(1)
    case 'ArrowLeft':
      return besides(-1)
    case 'Home':
      return visits[0]?.id ?? fromId
    case 'End':
      return visits.at(-1)?.id ?? fromId
    default:
      return null
  }
}
