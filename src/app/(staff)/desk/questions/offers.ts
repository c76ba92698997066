import type { TimeOffer } from '#ui/clinic/times/time-offer.ts'

/** As `appointment.freeTimes` answers. */
export interface FreeTimes {
  readonly practitioners: readonly { readonly id: string; readonly name: string }[]
  readonly days: readonly {
    readonly date: string
    readonly times: readonly { readonly startIso: string; readonly who: readonly number[] }[]
  }[]
}

const offerOf = ({ practitioners }: FreeTimes, startIso: string, position: number): TimeOffer[] => {
  const person = practitioners[position]
  if (person === undefined) return []
  return [{ startMs: Date.parse(startIso), practitionerId: person.id, practitionerName: person.name }]
}

/** Every free time with everybody who can take it: what the calendar marks. */
export const allOffers = (found: FreeTimes): TimeOffer[] =>
  found.days.flatMap(({ times }) =>
    times.flatMap(({ startIso, who }) => who.flatMap((one) => offerOf(found, startIso, one))),
  )

export interface Shown {
  readonly days: number
  readonly perDay: number
}

/** The next times worth reading out: each with the one it is fairest to, spread over the day when there are many. */
export const nextOffers = (found: FreeTimes, { days, perDay }: Shown): TimeOffer[] =>
  found.days
    .slice(0, days)
    .flatMap(({ times }) =>
      spread(times, perDay).flatMap(({ startIso, who }) => offerOf(found, startIso, who[0] ?? -1)),
    )

/** At most `count` of a list, evenly, the first always among them. */
export const spread = <T>(list: readonly T[], count: number): T[] =>
  list.length <= count
    ? [...list]
    : Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]).filter(
        (item) => item !== undefined,
      )
