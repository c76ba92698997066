import type { BookingFacts, BookingVerdict, OverrideRequest } from '#domain/appointment/booking-facts.ts'
import { fairest } from '#domain/availability/fairest.ts'
import { localDateOf, localDayOf } from '#domain/time/zone.ts'
import { bookingFactsOf, type Loaded, meetingNeeds, offeredPractitioners, searchOf } from './assemble-facts.ts'
import { claimedMinutes } from './find-times.ts'
import type { FramePractitioner } from './load-frame.ts'

export interface Choice {
  readonly practitioner: FramePractitioner
  readonly verdict: BookingVerdict
}

/**
 * Decides who takes the visit at this start: of those who can, the one it is fairest to. When nobody can, the answer is
 * that of whoever is nearest to it. null when nobody gives the service.
 */
export function choosePractitioner(
  loaded: Loaded,
  startMs: number,
  override: OverrideRequest | null,
  decide: (facts: BookingFacts) => BookingVerdict,
): Choice | null {
  const suited = meetingNeeds(loaded)
  // who does not suit the patient is nobody's reason as long as somebody does
  const choices = (suited.length > 0 ? suited : offeredPractitioners(loaded)).map((practitioner): Choice => {
    return { practitioner, verdict: decide(bookingFactsOf(loaded, practitioner, startMs, override)) }
  })
  const able = choices.filter(({ verdict }) => verdict.ok)
  if (able.length < 2) return able[0] ?? nearest(choices)
  const { zone } = loaded.frame.location
  const date = localDateOf(startMs, zone)
  const load = claimedMinutes(searchOf(withoutMoving(loaded), date, date), zone)(localDayOf(startMs, zone))
  const chosen = fairest(
    able.map(({ practitioner }) => practitioner.id),
    load,
  )
  return able.find(({ practitioner }) => practitioner.id === chosen) ?? null
}

/** A visit that moves is no work that somebody has besides. */
const withoutMoving = (loaded: Loaded): Loaded => {
  const movingId = loaded.frame.moving?.id
  if (movingId === undefined) return loaded
  const others = [...loaded.busy].map(
    ([id, times]) => [id, times.filter(({ appointmentId }) => appointmentId !== movingId)] as const,
  )
  return { ...loaded, busy: new Map(others) }
}

const obstacles = ({ verdict }: Choice): number => (verdict.ok ? 0 : verdict.refusals.length)

const nearest = (choices: readonly Choice[]): Choice | null =>
  choices.toSorted((a, b) => obstacles(a) - obstacles(b))[0] ?? null
