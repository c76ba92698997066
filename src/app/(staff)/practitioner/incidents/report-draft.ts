import type { BodyArea } from '#domain/body/area.ts'
import type { ReportInput } from '#features/incident/schema.ts'

/** A visit as the form about an incident needs it. */
export interface IncidentVisit {
  readonly encounterId: string
  readonly areas: readonly BodyArea[]
  readonly areaIds: readonly string[]
  readonly lots: readonly { readonly lotId: string; readonly productName: string; readonly lotNumber: string | null }[]
  readonly mayHold: boolean
  readonly nowMs: number
}

/** The form before anybody has typed: nothing is taken for granted that was not said. */
export const emptyReport = (areaIds: readonly string[]): ReportInput => ({
  ...{ actuality: 'actual', grade: null, causality: 'possible', onset: 'unknown', done: '', outcome: 'unknown' },
  ...{ lotId: null, areaIds: [...areaIds], hold: null },
})
