import type { Transaction } from '#db/client.ts'
import type { RiskZone } from '#domain/body/area.ts'
import { type CompletionBlocker, completionBlockers, type IncidentKind } from '#domain/encounter/completion.ts'
import { type ConsentDue, consentDue } from '#domain/encounter/consent.ts'
import { renewingConditions } from '#domain/encounter/contraindication.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { consentPolicy, consentsOf, signedConsentOf, zonesTouched } from '#features/consent/queries.ts'
import { findingsOf, targetsOf } from '#features/contraindication/queries.ts'
import { fateFacts, NO_FATES } from '#features/needle-count/queries.ts'
import { readScreening, type VisitScreening } from '#features/screening/queries.ts'
import { countOf, incidentsOf, openedFor, type VisitRow } from './queries.ts'

/** Everything that decides whether a visit is complete, read together so that the screen and the command agree. */
export interface VisitState {
  /** The one booked, else the one that was needled with all the same; null when nothing is needled. */
  readonly technique: string | null
  readonly unanswered: VisitScreening['unanswered']
  readonly riskZones: readonly RiskZone[]
  readonly consents: Awaited<ReturnType<typeof consentsOf>>
  readonly consentDue: ConsentDue | null
  readonly consentTextVersion: string
  readonly opened: number
  readonly incidents: Awaited<ReturnType<typeof incidentsOf>>
  readonly blockers: readonly CompletionBlocker[]
}

/** Reads a visit's state of screening, consent, needles and incidents, and what still blocks its completion. */
export const readVisitState = async (
  tx: Transaction,
  visit: VisitRow,
  nowMs: number,
  decidedAgainstNeedling = false,
): Promise<VisitState> => {
  const { clinicId, encounter, timeZone: zone } = visit
  const procedures = encounter?.procedures.filter((procedure) => !procedure.enteredInError) ?? []
  const technique = visit.technique ?? procedures[0]?.technique ?? null
  const policy = await consentPolicy(tx, clinicId, localDateOf(nowMs, zone))
  const riskZones = await zonesTouched(tx, visit)
  const consents = await consentsOf(tx, clinicId, visit.patientId)
  const due =
    policy === null
      ? null
      : consentDue({
          technique,
          riskZones,
          conditions: renewingConditions(await findingsOf(tx, visit, targetsOf(visit), nowMs)),
          consents: consents.map(signedConsentOf),
          nowMs,
          zone,
          policy,
        })
  const screening = await readScreening(tx, visit, nowMs)
  const opened = encounter === null ? 0 : await openedFor(tx, clinicId, encounter.id)
  const incidents = encounter === null ? [] : await incidentsOf(tx, clinicId, encounter.id)
  const row = encounter?.needleCount ?? null
  const fates =
    encounter === null
      ? NO_FATES
      : await fateFacts(tx, { clinicId, encounterId: encounter.id, count: row }, localDateOf(nowMs, zone))
  const blockers = completionBlockers({
    technique,
    decidedAgainstNeedling,
    procedures,
    count: countOf(row),
    opened,
    needlesOutAtMs: encounter?.needlesOutAt?.getTime() ?? null,
    incidents: incidents.map(({ kind }) => kind as IncidentKind),
    consent: due,
    unansweredQuestions: technique === null ? [] : screening.unanswered.map(({ short }) => short),
    ...fates,
  })
  return {
    technique,
    unanswered: screening.unanswered,
    riskZones,
    consents,
    consentDue: due,
    consentTextVersion: policy?.textVersion ?? '',
    opened,
    incidents,
    blockers,
  }
}
