import type { AppointmentStatus } from '#domain/appointment/transitions.ts'
import type { VisitOnDay } from '#domain/encounter/day-order.ts'
import type { DayVisit } from '#features/encounter/schema.ts'

const msOf = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant))

export type Card = VisitOnDay & { readonly visit: DayVisit }

/** A visit as the day's order reads it. */
export const cardOf = (visit: DayVisit): Card => ({
  visit,
  status: visit.status as AppointmentStatus,
  startMs: Date.parse(visit.startsAt),
  endMs: Date.parse(visit.endsAt),
  needlesIn: visit.needlesIn,
  needlesDueOutMs: msOf(visit.needlesDueOutAt),
})

export const visitHref = ({ appointmentId }: Pick<DayVisit, 'appointmentId'>): string =>
  `/practitioner/visit/${appointmentId}`

/** What matters before a visit, as the badges want it. */
export const mattersOf = ({ matters }: Pick<DayVisit, 'matters'>) =>
  matters.map(({ code, severity, sentence }) => ({ key: code, severity, words: sentence }))
