/** How near a visit is to an injury, the nearest first; numbered from 1 where visits are looked for. */
export const NEARNESSES = ['this-visit', 'in-the-room', 'day-before', 'container'] as const

/** Whether a source can be kept as it was given: nobody knows it only for a reason. */
export const sourceFault = (encounterId: string | null, reason: string): 'reason-missing' | null =>
  encounterId === null && reason.trim().length < 3 ? 'reason-missing' : null
