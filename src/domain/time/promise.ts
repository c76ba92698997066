import { MINUTE_MS, wallToMs } from './zone.ts'

/** What a patient was told: what the wall will show, 'YYYY-MM-DDTHH:mm', and on which zone's wall. */
export interface PromisedTime {
  readonly wallTime: string
  readonly zone: string
}

/** Where a promised time lies by the offsets of today, beside the instant that was worked out when it was promised. */
export type PromisedInstant =
  | { readonly kind: 'as-stored' }
  | { readonly kind: 'elsewhere'; readonly ms: number }
  /** The clock will be put forward over it: this is when the wall goes on. */
  | { readonly kind: 'gone'; readonly ms: number }

/**
 * Decides at which instant a promise is kept. Countries change their clocks' rules after visits were booked: the wall time
 * is what was promised, so the instant moves (C17). A time that the wall shows twice stays the one that it was.
 */
export const instantOf = ({ wallTime, zone }: PromisedTime, storedMs: number): PromisedInstant => {
  const [date = '', clock = ''] = wallTime.split('T')
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const meaning = wallToMs(date, hours * 60 + minutes, zone)
  if (meaning.kind === 'gap') return { kind: 'gone', ms: meaning.resumesMs }
  const found = meaning.kind === 'one' ? [meaning.ms] : [meaning.ms, meaning.laterMs]
  // the wall shows whole minutes; a visit may begin within one
  return found.some((ms) => storedMs >= ms && storedMs < ms + MINUTE_MS)
    ? { kind: 'as-stored' }
    : { kind: 'elsewhere', ms: meaning.ms }
}
