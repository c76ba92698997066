import { formatDay, type TimeContext } from '#words/time.ts'

/** One legal time with one practitioner who can take it. */
export interface TimeOffer {
  startMs: number
  practitionerId: string
  practitionerName: string
}

export interface OfferedDay {
  name: string
  offers: readonly TimeOffer[]
}

export const offerKey = ({ startMs, practitionerId }: TimeOffer): string => `${startMs}/${practitionerId}`

/** Offers by day of the clinic, in the order given; `offers` are sorted by time. */
export const offersByDay = (offers: readonly TimeOffer[], context: TimeContext, nowMs: number | null): OfferedDay[] => {
  const days: { name: string; offers: TimeOffer[] }[] = []
  for (const offer of offers) {
    const name = formatDay(offer.startMs, context, { length: 'long', nowMs })
    const last = days.at(-1)
    if (last?.name === name) last.offers.push(offer)
    else days.push({ name, offers: [offer] })
  }
  return days
}

export interface Spot {
  day: number
  chip: number
}

/** Where a key leads among the chips: left and right through all of them, up and down from day to day. */
export const spotAfter = (key: string, from: Spot, chipsPerDay: readonly number[]): Spot | null => {
  const count = (day: number) => chipsPerDay[day] ?? 0
  const lastDay = chipsPerDay.length - 1
  const onDay = (day: number): Spot => ({ day, chip: Math.min(from.chip, count(day) - 1) })
  switch (key) {
    case 'ArrowRight':
      if (from.chip + 1 < count(from.day)) return { day: from.day, chip: from.chip + 1 }
      return from.day < lastDay ? { day: from.day + 1, chip: 0 } : from
    case 'ArrowLeft':
      if (from.chip > 0) return { day: from.day, chip: from.chip - 1 }
      return from.day > 0 ? { day: from.day - 1, chip: count(from.day - 1) - 1 } : from
    case 'ArrowDown':
      return from.day < lastDay ? onDay(from.day + 1) : from
    case 'ArrowUp':
      return from.day > 0 ? onDay(from.day - 1) : from
    case 'Home':
      return { day: 0, chip: 0 }
    case 'End':
      return { day: lastDay, chip: count(lastDay) - 1 }
    default:
      return null
  }
}
