import type { Side } from '../body/area.ts'

/** How a needle was worked once it was in. */
export const MANIPULATIONS = ['left-alone', 'up-and-down', 'rotated', 'lifted-and-thrust', 'flicked'] as const
export type Manipulation = (typeof MANIPULATIONS)[number]

/** What the muscle or the person answered. */
export const RESPONSES = ['local-twitch', 'none', 'dull-ache', 'known-pain', 'pain', 'autonomic'] as const
export type Response = (typeof RESPONSES)[number]

/** An area as far as its side matters. */
export interface SidedArea {
  readonly id: string
  readonly side: Side
}

/** The muscle of an area: both sides of it have the same. */
export const muscleOf = (areaId: string): string => areaId.replace(/\.(left|right)$/, '')

/**
 * Decides whether the side that was needled has to be asked about (Z7): the other side of the same muscle was booked and
 * this one was not, or everything booked is on the other side. The side that was booked, or null.
 */
export const sideDiffers = (chosen: SidedArea, booked: readonly SidedArea[]): 'left' | 'right' | null => {
  if (chosen.side === 'midline' || booked.some(({ id }) => id === chosen.id)) return null
  const other = chosen.side === 'left' ? 'right' : 'left'
  const same = booked.filter(({ id }) => muscleOf(id) === muscleOf(chosen.id))
  const sides = (same.length > 0 ? same : booked).map(({ side }) => side)
  return sides.includes(other) && !sides.includes(chosen.side) ? other : null
}

/** What an earlier needling says about today: never the side, the lot or a number (Z8). */
export interface UsualNeedling {
  readonly muscle: string
  readonly technique: string
  readonly manipulation: Manipulation | null
  readonly retained: boolean
}

interface EarlierNeedling {
  readonly areaId: string
  readonly technique: string
  readonly manipulation: string | null
  readonly retained: boolean
}

const isManipulation = (value: string | null): value is Manipulation => MANIPULATIONS.some((known) => known === value)

/** What "same as last time" brings: each muscle once with how it was needled, in the order in which they were. */
export const sameAgain = (earlier: readonly EarlierNeedling[]): UsualNeedling[] => [
  ...new Map(
    earlier.map(({ areaId, technique, manipulation, retained }) => [
      `${muscleOf(areaId)} ${technique}`,
      {
        muscle: muscleOf(areaId),
        technique,
        manipulation: isManipulation(manipulation) ? manipulation : null,
        retained,
      },
    ]),
  ).values(),
]
