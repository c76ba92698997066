import type { Transaction } from '#db/client.ts'
import { hasRole, type StaffActor } from '#domain/actor.ts'
import { displayName } from '#domain/body/area.ts'
import { consentDue } from '#domain/encounter/consent.ts'
import { unanswered } from '#domain/encounter/screening.ts'
import { type RestingArea, whatMatters } from '#domain/encounter/what-matters.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { planIn, plansOf } from '#features/care-plan/queries.ts'
import { consentPolicy, signedConsentOf } from '#features/consent/queries.ts'
import { rulesOn } from '#features/contraindication/queries.ts'
import { type OutcomeRows, outcomeRows, standingIn } from '#features/observation/queries.ts'
import {
  answersByQuestion,
  answersInForce,
  answersOf,
  earlierAnswersOf,
  questionsOn,
} from '#features/screening/queries.ts'
import { repliesOverdue } from '#features/service-request/queries.ts'
import { matterWords } from '#words/encounter.ts'
import type { Locale } from '#words/locale.ts'
import { translateFor } from '#words/translator.ts'
import { type AreasById, areasOf, mattersOfPatients, type PatientMatters, type VisitRow } from './queries.ts'
import type { DayVisit } from './schema.ts'

/** What the cards of a day need beyond the visits themselves. */
export interface CardFacts {
  readonly matters: PatientMatters
  readonly policy: Awaited<ReturnType<typeof consentPolicy>>
  readonly areas: AreasById
  readonly answers: Awaited<ReturnType<typeof answersOf>>
  readonly outcomes: OutcomeRows
  readonly earlier: Awaited<ReturnType<typeof earlierAnswersOf>>
  readonly questions: Awaited<ReturnType<typeof questionsOn>>
  /** Conditions that some rule of the clinic takes more seriously than to tell of them. */
  readonly weighty: readonly string[]
  readonly plans: Awaited<ReturnType<typeof plansOf>>
  readonly repliesOverdue: ReadonlySet<string>
  readonly nowMs: number
  readonly locale: Locale
}

/** Reads the facts of any number of cards in a fixed number of queries. */
export const factsFor = async (
  tx: Transaction,
  clinicId: string,
  visits: readonly VisitRow[],
  { nowMs, locale, reader }: { readonly nowMs: number; readonly locale: Locale; readonly reader: StaffActor },
): Promise<CardFacts> => {
  const patientIds = visits.map(({ patientId }) => patientId)
  const areaIds = visits.flatMap(({ appointmentAreas }) => appointmentAreas.map(({ areaId }) => areaId))
  const encounterIds = visits.flatMap(({ encounter }) => (encounter === null ? [] : [encounter.id]))
  const matters = await mattersOfPatients(tx, clinicId, patientIds, nowMs)
  const today = localDateOf(nowMs, visits[0]?.timeZone ?? 'UTC')
  const firstMs = Math.min(...visits.map(({ startsAt }) => startsAt.getTime()))
  const treated = hasRole(reader, 'practitioner') ? patientIds : []
  const heldIds = matters.holds.flatMap((hold) => hold.areaIds)
  return {
    matters,
    policy: await consentPolicy(tx, clinicId, today),
    questions: await questionsOn(tx, clinicId, today),
    weighty: (await rulesOn(tx, clinicId, today))
      .filter(({ severity }) => severity !== 'info')
      .map(({ conditionCode }) => conditionCode),
    earlier: await earlierAnswersOf(tx, clinicId, patientIds, firstMs),
    areas: await areasOf(tx, clinicId, [...areaIds, ...heldIds]),
    answers: await answersOf(tx, clinicId, encounterIds),
    plans: await plansOf(tx, clinicId, patientIds),
    // whether treatment helps and what was written to others is for who treats
    outcomes: await outcomeRows(tx, clinicId, treated, today),
    repliesOverdue: await repliesOverdue(tx, clinicId, treated, today),
    nowMs,
    locale,
  }
}

const restingAt = (
  { id, patientId, startsAt, timeZone }: VisitRow,
  areaIds: readonly string[],
  { resting }: PatientMatters,
): RestingArea[] => {
  const endsMs = new Map<string, number>()
  for (const row of resting) {
    const counts = row.patient_id === patientId && row.appointment_id !== id && areaIds.includes(row.area_id)
    if (!counts || row.starts > startsAt || row.ends <= startsAt) continue
    endsMs.set(row.area_id, Math.max(row.ends.getTime(), endsMs.get(row.area_id) ?? 0))
  }
  return [...endsMs].map(([areaId, endMs]) => ({ areaId, untilDate: localDateOf(endMs, timeZone) }))
}

/** Areas on hold when the visit begins, as they were named. */
const heldAt = ({ patientId, startsAt }: VisitRow, { holds }: PatientMatters): string[] => [
  ...new Set(
    holds
      .filter((hold) => hold.patientId === patientId && (hold.endMs === null || hold.endMs > startsAt.getTime()))
      .flatMap((hold) => hold.areaIds),
  ),
]

const consentDueFor = (visit: VisitRow, areaIds: readonly string[], { matters, policy, areas, nowMs }: CardFacts) =>
  policy === null
    ? null
    : consentDue({
        technique: visit.technique,
        riskZones: [...new Set(areaIds.flatMap((areaId) => areas.get(areaId)?.riskZones ?? []))],
        consents: matters.consents.filter(({ patientId }) => patientId === visit.patientId).map(signedConsentOf),
        nowMs,
        zone: visit.timeZone,
        policy,
      })

/** What matters before this visit, each with its sentence. */
export const mattersOf = (visit: VisitRow, facts: CardFacts): DayVisit['matters'] => {
  const { matters, areas, answers, earlier, questions, nowMs, locale } = facts
  const { patientId, encounter } = visit
  const inQuestion = { patientId, appointmentId: visit.id, startMs: visit.startsAt.getTime() }
  const areaIds = visit.appointmentAreas.map(({ areaId }) => areaId)
  const lastReaction = matters.incidents.find((incident) => incident.patient_id === patientId)
  const given = answersInForce(
    questions,
    answersByQuestion(answers.filter(({ encounterId }) => encounterId === encounter?.id)),
    earlier.filter((one) => one.patientId === patientId),
    { nowMs, zone: visit.timeZone },
  )
  const t = translateFor(locale)
  const areaName = (areaId: string): string => {
    const area = areas.get(areaId)
    return area === undefined ? areaId : displayName(area, locale, 'staff')
  }
  return whatMatters({
    firstVisit: matters.finished.every((row) => row.patientId !== patientId),
    conditions: matters.conditions.filter((row) => row.patientId === patientId).map(({ code }) => code),
    weighty: facts.weighty,
    similarNames: matters.namesakes.get(patientId) ?? 0,
    lastReaction: lastReaction
      ? { kind: lastReaction.kind, onDate: localDateOf(lastReaction.at.getTime(), visit.timeZone) }
      : null,
    needlingPlanned: visit.technique !== null,
    consent: consentDueFor(visit, areaIds, facts),
    screeningComplete: encounter !== null && unanswered(questions, given).length === 0,
    areasUndecided: visit.areasUndecided,
    restingAreas: restingAt(visit, areaIds, matters),
    heldAreaIds: heldAt(visit, matters),
    restsLonger: matters.longer.some((row) => row.patientId === patientId && row.technique === visit.technique),
    outcome: standingIn(inQuestion, facts.outcomes),
    plan: planIn(inQuestion, facts.plans),
    replyOverdue: facts.repliesOverdue.has(patientId),
  }).map((matter) => ({
    code: matter.code === 'condition' ? matter.condition : matter.code,
    severity: matter.severity,
    sentence: matterWords(matter, { t, locale, areaName }),
  }))
}
