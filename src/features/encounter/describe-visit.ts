import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { RiskZone } from '#domain/body/area.ts'
import { consentDue } from '#domain/encounter/consent.ts'
import { stillIn } from '#domain/encounter/needle-count.ts'
import { answersToConfirm, unanswered } from '#domain/encounter/screening.ts'
import { type Matter, whatMatters } from '#domain/encounter/what-matters.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { openedLots } from '#features/lot/queries.ts'
import { mayTakePart } from './access.ts'
import {
  answersOf,
  consentPolicy,
  countOf,
  earlierAnswers,
  lotNumbers,
  mattersOfPatients,
  noteOf,
  type PatientMatters,
  riskZonesOf,
  type VisitRow,
} from './queries.ts'
import { answersByQuestion, readVisitState } from './read-visit.ts'
import type { DayVisit, VisitOutput } from './schema.ts'

const dateText = (date: Date): string => date.toISOString().slice(0, 10)
const instant = (date: Date | null): string | null => date?.toISOString() ?? null

interface CardFacts {
  readonly matters: PatientMatters
  readonly policy: Awaited<ReturnType<typeof consentPolicy>>
  readonly zones: ReadonlyMap<string, readonly string[]>
  readonly answers: Awaited<ReturnType<typeof answersOf>>
  readonly nowMs: number
}

/** What the cards of a day need beyond the visits themselves: a fixed number of queries for any number of visits. */
const factsFor = async (
  tx: Transaction,
  clinicId: string,
  visits: readonly VisitRow[],
  nowMs: number,
): Promise<CardFacts> => ({
  matters: await mattersOfPatients(
    tx,
    clinicId,
    visits.map(({ patientId }) => patientId),
    nowMs,
  ),
  policy: await consentPolicy(tx, clinicId, localDateOf(nowMs, visits[0]?.timeZone ?? 'UTC')),
  zones: await riskZonesOf(
    tx,
    clinicId,
    visits.flatMap(({ appointmentAreas }) => appointmentAreas.map(({ areaId }) => areaId)),
  ),
  answers: await answersOf(
    tx,
    clinicId,
    visits.flatMap(({ encounter }) => (encounter === null ? [] : [encounter.id])),
  ),
  nowMs,
})

const mattersOf = (visit: VisitRow, { matters, policy, zones, answers, nowMs }: CardFacts): Matter[] => {
  const { patientId, technique, timeZone: zone } = visit
  const areaIds = visit.appointmentAreas.map(({ areaId }) => areaId)
  const ofPatient = <T extends { patientId: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.patientId === patientId)
  const lastReaction = matters.incidents.find(({ encounter }) => encounter.patientId === patientId)
  const resting = matters.resting.filter(
    (row) =>
      row.patient_id === patientId &&
      row.appointment_id !== visit.id &&
      areaIds.includes(row.area_id) &&
      row.starts <= visit.startsAt &&
      row.ends > visit.startsAt,
  )
  return whatMatters({
    firstVisit: ofPatient(matters.finished).length === 0,
    conditions: ofPatient(matters.conditions).map(({ code }) => code),
    similarNames: matters.namesakes.find(({ id }) => id === patientId)?.others ?? 0,
    lastReaction:
      lastReaction === undefined
        ? null
        : { kind: lastReaction.kind, onDate: localDateOf(lastReaction.at.getTime(), zone) },
    needlingPlanned: technique !== null,
    consent:
      policy === null
        ? null
        : consentDue({
            technique,
            riskZones: [...new Set(areaIds.flatMap((areaId) => zones.get(areaId) ?? []))] as RiskZone[],
            consents: ofPatient(matters.consents).map((consent) => ({
              technique: consent.technique,
              riskZones: consent.riskZones as RiskZone[],
              textVersion: consent.textVersion,
              signedAtMs: consent.signedAt.getTime(),
              withdrawnAtMs: consent.withdrawnAt?.getTime() ?? null,
            })),
            nowMs,
            zone,
            policy,
          }),
    screeningComplete:
      visit.encounter !== null &&
      unanswered(answersByQuestion(answers.filter(({ encounterId }) => encounterId === visit.encounter?.id))).length ===
        0,
    areasUndecided: visit.areasUndecided,
    restingAreaIds: [...new Set(resting.map((row) => row.area_id))],
  })
}

const cardOf = (visit: VisitRow, facts: CardFacts): DayVisit => {
  const count = countOf(visit.encounter?.needleCount ?? null)
  return {
    appointmentId: visit.id,
    encounterId: visit.encounter?.id ?? null,
    patientId: visit.patientId,
    patientName: visit.patient.name,
    birthDate: visit.patient.birthDate === null ? null : dateText(visit.patient.birthDate),
    serviceName: visit.service.name as DayVisit['serviceName'],
    technique: visit.technique,
    roomName: visit.place.room.name,
    status: visit.status,
    startsAt: visit.startsAt.toISOString(),
    endsAt: visit.endsAt.toISOString(),
    needlesInAt: instant(visit.encounter?.needlesInAt ?? null),
    needlesOutAt: instant(visit.encounter?.needlesOutAt ?? null),
    needlesIn: count === null ? 0 : stillIn(count),
    matters: mattersOf(visit, facts).map(({ code, severity, ...values }) => ({
      code,
      severity,
      values: valuesOf(values),
    })),
  }
}

const valuesOf = (values: object): DayVisit['matters'][number]['values'] =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null),
  ) as DayVisit['matters'][number]['values']

/** The day's visits as cards, each with what matters before it begins. */
export const describeDay = async (
  tx: Transaction,
  clinicId: string,
  visits: readonly VisitRow[],
  nowMs: number,
): Promise<DayVisit[]> => {
  if (visits.length === 0) return []
  const facts = await factsFor(tx, clinicId, visits, nowMs)
  return visits.map((visit) => cardOf(visit, facts))
}

/** One visit as its screen shows it, but for the sentences of what blocks completion, which are the caller's. */
export const describeVisit = async (
  tx: Transaction,
  actor: StaffActor,
  visit: VisitRow,
  nowMs: number,
): Promise<Omit<VisitOutput, 'blockers'> & { state: Awaited<ReturnType<typeof readVisitState>> }> => {
  const { clinicId } = actor
  const facts = await factsFor(tx, clinicId, [visit], nowMs)
  const state = await readVisitState(tx, visit, nowMs)
  const earlier = answersByQuestion(await earlierAnswers(tx, clinicId, visit.patientId, visit.startsAt.getTime()))
  const { encounter } = visit
  const numbers = await lotNumbers(tx, clinicId, encounter?.procedures.map(({ lotId }) => lotId) ?? [])
  return {
    state,
    visit: cardOf(visit, facts),
    encounter:
      encounter === null
        ? null
        : {
            id: encounter.id,
            status: encounter.status,
            startedAt: encounter.startedAt.toISOString(),
            needlesInAt: instant(encounter.needlesInAt),
            needlesOutAt: instant(encounter.needlesOutAt),
            completedAt: instant(encounter.completedAt),
            version: encounter.version,
          },
    plannedAreaIds: visit.appointmentAreas.map(({ areaId }) => areaId),
    areasUndecided: visit.areasUndecided,
    restingAreas: facts.matters.resting
      .filter(
        (row) =>
          row.appointment_id !== visit.id &&
          row.starts.getTime() <= nowMs &&
          row.ends.getTime() > nowMs &&
          row.area_id !== 'anywhere',
      )
      .map((row) => ({ areaId: row.area_id, until: row.ends.toISOString() })),
    answers: { ...state.answers },
    answersToConfirm: { ...answersToConfirm(earlier) },
    unansweredQuestions: visit.technique === null ? [] : unanswered(state.answers),
    consentDue: state.consentDue,
    consentTextVersion: state.consentTextVersion,
    consents: state.consents.slice(0, 10).map((consent) => ({
      id: consent.id,
      technique: consent.technique,
      signedName: consent.signedName,
      signedAt: consent.signedAt.toISOString(),
      textVersion: consent.textVersion,
    })),
    riskZones: [...state.riskZones],
    lots: encounter === null ? [] : await openedLots(tx, clinicId, encounter.id),
    procedures: (encounter?.procedures ?? []).map((procedure) => ({
      id: procedure.id,
      areaId: procedure.areaId,
      technique: procedure.technique,
      diameterMm: procedure.diameterMm.toNumber(),
      lengthMm: procedure.lengthMm.toNumber(),
      needles: procedure.needles,
      insertions: procedure.insertions,
      retained: procedure.retained,
      lotId: procedure.lotId,
      lotNumber: numbers.get(procedure.lotId) ?? '',
      enteredInError: procedure.enteredInError,
    })),
    count: countOf(encounter?.needleCount ?? null),
    opened: state.opened,
    note: encounter === null ? '' : await noteOf(tx, clinicId, encounter.id),
    incidents: state.incidents.map(({ id, kind, description, at }) => ({
      id,
      kind,
      description,
      at: at.toISOString(),
    })),
    mayTreat: mayTakePart(actor, 'treats', visit),
  }
}
