import { type Technique, usesNeedles } from '../recovery/technique.ts'
import type { Segment } from './segments.ts'

/** What of a service has to fit together; each number by itself is in its bounds already. */
export interface ServiceOnPaper {
  /** null: a visit without needling */
  readonly technique: Technique | null
  readonly segments: readonly Segment[]
  readonly minNoticeMinutes: number
  readonly maxAheadDays: number
  /** On one local day, for all patients together; null: as many as fit. */
  readonly maxPerDay: number | null
  readonly maxPerPatientPerDay: number | null
}

export type ServiceFault =
  | { readonly field: 'segments'; readonly fault: 'no-hands-on' | 'begins-without-hands' | 'ends-with-needles-in' }
  | { readonly field: 'segments'; readonly fault: 'needles-without-technique' | 'too-long' }
  | { readonly field: 'maxAheadDays'; readonly fault: 'notice-beyond-horizon' }
  | { readonly field: 'maxPerPatientPerDay'; readonly fault: 'more-than-the-day' }

/** The longest visit a service can have: a day's work, with room for what needs add. */
export const LONGEST_SERVICE_MINUTES = 720

const DAY_MINUTES = 1440

/**
 * What keeps a service from being bookable as it is written down; nothing when it is sound. Needles are put in by hands
 * and have to come out again (Z5), so that a visit neither begins nor ends with them resting.
 */
export function serviceFaults(service: ServiceOnPaper): readonly ServiceFault[] {
  const faults: ServiceFault[] = []
  const course = courseFault(service)
  if (course !== null) faults.push({ field: 'segments', fault: course })
  if (service.minNoticeMinutes >= service.maxAheadDays * DAY_MINUTES)
    faults.push({ field: 'maxAheadDays', fault: 'notice-beyond-horizon' })
  const { maxPerDay, maxPerPatientPerDay } = service
  if (maxPerDay !== null && maxPerPatientPerDay !== null && maxPerPatientPerDay > maxPerDay)
    faults.push({ field: 'maxPerPatientPerDay', fault: 'more-than-the-day' })
  return faults
}

type CourseFault = Extract<ServiceFault, { field: 'segments' }>['fault']

/** The first thing that is wrong with the course: what comes after it may be right once it is put right. */
function courseFault({ technique, segments }: ServiceOnPaper): CourseFault | null {
  if (!segments.some(({ kind }) => kind === 'hands-on')) return 'no-hands-on'
  if (!usesNeedles(technique) && segments.some(({ kind }) => kind !== 'hands-on')) return 'needles-without-technique'
  if (segments[0]?.kind !== 'hands-on') return 'begins-without-hands'
  if (segments.at(-1)?.kind === 'resting') return 'ends-with-needles-in'
  const minutes = segments.reduce((sum, segment) => sum + segment.minutes, 0)
  return minutes > LONGEST_SERVICE_MINUTES ? 'too-long' : null
}
