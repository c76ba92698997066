import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { dateOf, dayNumberOf } from '#domain/time/calendar-date.ts'
import type { TimeOffer } from '#ui/clinic/times/time-offer.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { type Draft, wantedOf } from '../draft.ts'
import { allOffers } from './offers.ts'

const DAYS = 14
const NONE: readonly TimeOffer[] = []

/** What the open draft can be: its free times from the shown day on, its wish checked, the time it would be booked at. */
export const useOffers = (draft: Draft | null, shownDate: string, today: string) => {
  const trpc = useTRPC()
  const wanted = draft && wantedOf(draft)
  const fromDate = shownDate > today ? shownDate : today
  const free = useQuery(
    trpc.appointment.freeTimes.queryOptions(
      { ...(wanted ?? NOTHING), fromDate, toDate: dateOf(dayNumberOf(fromDate) + DAYS - 1) },
      { enabled: wanted !== null, placeholderData: keepPreviousData },
    ),
  )
  const wish = draft?.wish ?? null
  const checked = useQuery(
    trpc.appointment.checkTime.queryOptions(
      {
        ...(wanted ?? NOTHING),
        practitionerId: wish?.practitionerId ?? draft?.practitionerId ?? null,
        startIso: new Date(wish?.startMs ?? 0).toISOString(),
      },
      { enabled: wanted !== null && wish !== null, staleTime: 0 },
    ),
  )
  const found = wanted === null ? undefined : free.data
  const verdict = wanted !== null && wish !== null ? checked.data : undefined
  const nameOf = (id: string) => found?.practitioners.find((person) => person.id === id)?.name ?? ''
  const wished: TimeOffer | null =
    wish !== null && verdict?.ok
      ? {
          startMs: wish.startMs,
          practitionerId: verdict.practitionerId,
          practitionerName: nameOf(verdict.practitionerId),
        }
      : null
  return {
    wanted,
    free,
    found,
    checked,
    verdict,
    offers: found === undefined ? NONE : allOffers(found),
    chosen: draft?.chosen ?? wished,
    fromDate,
  }
}

export type Plan = ReturnType<typeof useOffers>

/** Stands in a question that is not asked. */
const NOTHING = {
  patientId: '00000000-0000-4000-8000-000000000000',
  serviceId: '00000000-0000-4000-8000-000000000000',
  areaIds: [],
  areasUndecided: false,
  practitionerId: null,
  movingAppointmentId: null,
  holdId: null,
}
