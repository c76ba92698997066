/** Why a container is taken out of use. */
export const CLOSED_FOR = ['full', 'days-over', 'moved', 'damaged', 'replaced'] as const
export type ClosedFor = (typeof CLOSED_FOR)[number]

/** How a container stands to the days that the clinic lets one be in use. */
export type ContainerStanding = 'in-time' | 'due' | 'over'

/** Due for its last tenth of the days, and on the last of them in any case; over the day after. */
export const containerStanding = (days: number, allowedDays: number): ContainerStanding => {
  if (days > allowedDays) return 'over'
  return allowedDays - days <= Math.floor(allowedDays / 10) ? 'due' : 'in-time'
}
