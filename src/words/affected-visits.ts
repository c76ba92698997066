import type { LocalizedText } from '#domain/body/area.ts'
import type { Locale } from './locale.ts'

/** A coming visit that an edit would leave where it cannot stay. */
export interface AffectedVisit {
  readonly id: string
  readonly patientId: string
  readonly startMs: number
  readonly timeZone: string
  readonly patientName: string
  readonly practitionerName: string
  readonly serviceName: LocalizedText
}

/** As many visits are shown at a time; the others one leafs on to. */
export const SHOWN_VISITS = 100

/** What a refused edit offers: how many visits it concerns, and those from one on, a page of them. */
export const affectedOffer = (visits: readonly AffectedVisit[], locale: Locale, from: number) => ({
  count: visits.length,
  visits: visits.slice(from, from + SHOWN_VISITS).map((visit) => ({
    ...{ id: visit.id, patientId: visit.patientId, timeZone: visit.timeZone },
    ...{ patientName: visit.patientName, practitionerName: visit.practitionerName },
    startIso: new Date(visit.startMs).toISOString(),
    serviceName: visit.serviceName[locale],
  })),
  nextFrom: visits.length > from + SHOWN_VISITS ? from + SHOWN_VISITS : null,
})
