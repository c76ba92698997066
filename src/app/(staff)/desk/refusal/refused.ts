import { type RefusalOffer, refusalOffer } from '#features/appointment/schema.ts'
import type { TimeOffer } from '#ui/clinic/times/time-offer.ts'
import { refusalsOf } from '../../../providers/problem.ts'

/** Why not, and every way on. */
export interface Refused {
  readonly sentence: string
  readonly offer: RefusalOffer
}

/** A visit as somebody else has left it, and who did what. */
export type Standing = NonNullable<NonNullable<RefusalOffer['staff']>['standing']>

/** The refusal in an error of a call that books or moves; null when it failed otherwise or offers nothing. */
export const refusedBy = (error: unknown): Refused | null => {
  const [first] = refusalsOf(error)
  if (first === undefined) return null
  const offer = refusalOffer.safeParse(first.offer)
  return offer.success ? { sentence: first.sentence, offer: offer.data } : null
}

export const timesOf = ({ times }: RefusalOffer): TimeOffer[] =>
  times.map(({ startIso, ...who }) => ({ startMs: Date.parse(startIso), ...who }))
