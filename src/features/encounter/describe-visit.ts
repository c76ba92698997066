import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { mayChange } from '#domain/appointment/permission.ts'
import { restingMinutes, type Segment } from '#domain/appointment/segments.ts'
import type { IdentityCheck } from '#domain/encounter/identity.ts'
import { stillIn } from '#domain/encounter/needle-count.ts'
import { MINUTE_MS } from '#domain/time/zone.ts'
import { openedLots } from '#features/lot/queries.ts'
import type { Locale } from '#words/locale.ts'
import { mayTakePart } from './access.ts'
import { countOf, isNoted, lotNumbers, standing, type VisitRow } from './queries.ts'
import { readVisitState } from './read-visit.ts'
import type { DayVisit, ProcedureRow, VisitOutput } from './schema.ts'
import { type CardFacts, factsFor, mattersOf } from './weigh-matters.ts'

const dateText = (date: Date): string => date.toISOString().slice(0, 10)
const instant = (date: Date | null): string | null => date?.toISOString() ?? null

const dueOut = ({ encounter, segments }: VisitRow): Date | null => {
  const minutes = restingMinutes(segments as unknown as Segment[])
  if (minutes === 0 || encounter?.needlesInAt == null || encounter.needlesOutAt !== null) return null
  return new Date(encounter.needlesInAt.getTime() + minutes * MINUTE_MS)
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
    practitionerName: visit.practitioner.name,
    status: visit.status,
    startsAt: visit.startsAt.toISOString(),
    endsAt: visit.endsAt.toISOString(),
    arrivedAt: instant(visit.arrivedAt),
    needlesInAt: instant(visit.encounter?.needlesInAt ?? null),
    needlesOutAt: instant(visit.encounter?.needlesOutAt ?? null),
    needlesDueOutAt: instant(dueOut(visit)),
    needlesIn: count === null ? 0 : stillIn(count),
    matters: [...mattersOf(visit, facts)],
  }
}

/** The day's visits as cards, each with what matters before it begins. */
export const describeDay = async (
  tx: Transaction,
  clinicId: string,
  visits: readonly VisitRow[],
  when: { readonly nowMs: number; readonly locale: Locale; readonly reader: StaffActor },
): Promise<DayVisit[]> => {
  if (visits.length === 0) return []
  const facts = await factsFor(tx, clinicId, visits, when)
  return visits.map((visit) => cardOf(visit, facts))
}

type EncounterRow = NonNullable<VisitRow['encounter']>

const encounterOf = (encounter: EncounterRow): VisitOutput['encounter'] => ({
  id: encounter.id,
  status: encounter.status,
  startedAt: encounter.startedAt.toISOString(),
  needlesInAt: instant(encounter.needlesInAt),
  needlesOutAt: instant(encounter.needlesOutAt),
  completedAt: instant(encounter.completedAt),
  identity: encounter.identityCheckedHow as IdentityCheck | null,
  version: encounter.version,
})

type StoredProcedure = EncounterRow['procedures'][number]

const electroOf = (row: StoredProcedure): ProcedureRow['electro'] =>
  row.electroHertz === null && row.electroMilliampere === null && row.electroMinutes === null
    ? null
    : {
        hertz: row.electroHertz?.toNumber() ?? null,
        milliampere: row.electroMilliampere?.toNumber() ?? null,
        minutes: row.electroMinutes,
      }

const procedureOf = (procedure: StoredProcedure, lotNumberById: ReadonlyMap<string, string | null>): ProcedureRow => ({
  id: procedure.id,
  areaId: procedure.areaId,
  technique: procedure.technique,
  diameterMm: procedure.diameterMm.toNumber(),
  lengthMm: procedure.lengthMm.toNumber(),
  needles: procedure.needles,
  insertions: procedure.insertions,
  retained: procedure.retained,
  lotId: procedure.lotId,
  lotNumber: lotNumberById.get(procedure.lotId) ?? null,
  point: procedure.point,
  manipulation: procedure.manipulation as ProcedureRow['manipulation'],
  electro: electroOf(procedure),
  depthMm: procedure.depthMm?.toNumber() ?? null,
  angleDegrees: procedure.angleDegrees,
  response: procedure.response as ProcedureRow['response'],
  errorReason: procedure.errorEntry?.reason ?? null,
  enteredInError: procedure.enteredInError,
})

/** Where earlier visits rest at this moment; the whole-body rest stands for no area of its own. */
const restingNow = (visit: VisitRow, { matters }: CardFacts, nowMs: number): VisitOutput['restingAreas'] =>
  matters.resting
    .filter(
      (row) =>
        row.appointment_id !== visit.id &&
        row.starts.getTime() <= nowMs &&
        row.ends.getTime() > nowMs &&
        row.area_id !== 'anywhere',
    )
    .map((row) => ({ areaId: row.area_id, until: row.ends.toISOString() }))

/** What is on hold now, leaf by leaf, with the hold it comes from. */
const heldNow = ({ matters }: CardFacts, nowMs: number): VisitOutput['heldAreas'] =>
  matters.holds
    .filter((hold) => hold.startMs <= nowMs)
    .flatMap(({ id, leaves, endMs, placedByName }) =>
      leaves.map((areaId) => ({
        ...{ areaId, holdId: id, placedByName },
        until: endMs === null ? null : new Date(endMs).toISOString(),
      })),
    )

/** One visit as its screen shows it, but for the sentences of what blocks completion, which are the caller's. */
export const describeVisit = async (
  tx: Transaction,
  actor: StaffActor,
  visit: VisitRow,
  { nowMs, locale }: { readonly nowMs: number; readonly locale: Locale },
): Promise<Omit<VisitOutput, 'blockers'> & { state: Awaited<ReturnType<typeof readVisitState>> }> => {
  const { clinicId } = actor
  const facts = await factsFor(tx, clinicId, [visit], { nowMs, locale, reader: actor })
  const state = await readVisitState(tx, visit, nowMs)
  const { encounter } = visit
  const treats = mayTakePart(actor, 'treats', standing(visit))
  const numbers = await lotNumbers(tx, clinicId, encounter?.procedures.map(({ lotId }) => lotId) ?? [])
  return {
    state,
    visit: cardOf(visit, facts),
    encounter: encounter === null ? null : encounterOf(encounter),
    plannedAreaIds: visit.appointmentAreas.map(({ areaId }) => areaId),
    areasUndecided: visit.areasUndecided,
    restingAreas: restingNow(visit, facts, nowMs),
    heldAreas: heldNow(facts, nowMs),
    unansweredQuestions: state.technique === null ? [] : state.unanswered.map(({ id }) => id),
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
    lots: encounter === null ? [] : await openedLots(tx, clinicId, encounter.id, { nowMs, zone: visit.timeZone }),
    procedures: (encounter?.procedures ?? []).map((procedure) => procedureOf(procedure, numbers)),
    count: countOf(encounter?.needleCount ?? null),
    opened: state.opened,
    noted: encounter !== null && (await isNoted(tx, clinicId, encounter.id)),
    incidents: state.incidents.map(({ id, kind, description, at }) => ({
      id,
      kind,
      description,
      at: at.toISOString(),
    })),
    error: visit.errorEntry === null ? null : { ...visit.errorEntry, at: visit.errorEntry.at.toISOString() },
    mayTreat: treats,
    mayEnterInError:
      visit.errorEntry === null &&
      mayChange(actor, 'enter-in-error', {
        ...{ clinicId, patientId: visit.patientId, practitionerId: visit.practitionerId, today: false },
      }),
  }
}
