import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { displayName, type LocalizedText, type Side } from '#domain/body/area.ts'
import { ageOn } from '#domain/incident/incident.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { injuriesBefore } from '#features/sharps-injury/queries.ts'
import type { Locale } from '#words/locale.ts'
import { incidentsOfWhom } from './access.ts'

const withVisit = {
  reports: { orderBy: { version: 'desc' }, take: 20 },
  corrections: true,
  encounter: {
    select: {
      id: true,
      practitionerId: true,
      patientId: true,
      patient: { select: { name: true, birthDate: true } },
      practitioner: { select: { name: true, profession: true } },
      appointment: {
        select: { id: true, timeZone: true, startsAt: true, place: { select: { room: { select: { name: true } } } } },
      },
    },
  },
} as const

const ofWhom = (actor: StaffActor) => {
  const practitionerId = incidentsOfWhom(actor)
  return practitionerId === null ? {} : { encounter: { practitionerId } }
}

export interface Page {
  readonly limit: number
  readonly cursor: string | null
}

/** Incidents and sharps injuries that this person may see, as they were written down, the latest first. */
export const listIncidents = async (tx: Transaction, actor: StaffActor, { limit, cursor }: Page) => {
  const { clinicId } = actor
  const rows = await tx.incident.findMany({
    where: { clinicId, ...ofWhom(actor), ...(cursor !== null && { id: { lt: cursor } }) },
    include: withVisit,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const incidents = rows.map(({ id, kind, description, at, encounter, reports }) => ({
    ...{ id, kind, description, at: at.toISOString(), injury: null },
    patientName: encounter.patient.name,
    practitionerName: encounter.practitioner.name,
    roomName: encounter.appointment.place.room.name,
    grade: reports[0]?.grade ?? null,
    actuality: reports[0]?.actuality ?? null,
    written: reports.length > 0,
  }))
  const injuries = (await injuriesBefore(tx, actor, { limit: limit + 1, cursor })).map((injury) => ({
    ...{ id: injury.id, kind: 'sharps-injury', description: injury.description, at: injury.happenedAt },
    ...{ patientName: null, practitionerName: injury.hurtName, roomName: injury.roomName },
    ...{ grade: null, actuality: null, written: true, injury: { sourceDecided: injury.sourceDecided } },
  }))
  const all = [...incidents, ...injuries].toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const shown = all.slice(0, limit)
  return { incidents: shown, nextCursor: all.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** One incident for somebody who may see it; null for others. */
export const incidentOf = (tx: Transaction, actor: StaffActor, id: string) =>
  tx.incident.findFirst({ where: { clinicId: actor.clinicId, id, ...ofWhom(actor) }, include: withVisit })

export type IncidentRow = NonNullable<Awaited<ReturnType<typeof incidentOf>>>

/** Everything that those ask for to whom incidents are reported: who, what with, where, when, what came of it. */
export const describeIncident = async (tx: Transaction, clinicId: string, row: IncidentRow, locale: Locale) => {
  const { encounter, reports, corrections } = row
  const { appointment, patient, practitioner } = encounter
  const of = { clinicId, encounterId: encounter.id }
  const procedures = await tx.procedure.findMany({ where: { ...of, enteredInError: false }, include: { area: true } })
  const conditions = await tx.patientCondition.findMany({
    where: { clinicId, patientId: encounter.patientId, endedAt: null },
  })
  const [latest] = reports
  const lot =
    latest?.lotId == null
      ? null
      : await tx.lot.findUnique({ where: { clinicId_id: { clinicId, id: latest.lotId } }, include: { product: true } })
  const areas = await tx.bodyArea.findMany({ where: { clinicId, id: { in: latest?.areaIds ?? [] } } })
  const onDate = localDateOf(row.at.getTime(), appointment.timeZone)
  return {
    ...{ id: row.id, kind: row.kind, description: row.description, at: row.at.toISOString() },
    ...{ appointmentId: appointment.id, encounterId: encounter.id, timeZone: appointment.timeZone },
    visitStartsAt: appointment.startsAt.toISOString(),
    ...{ patientName: patient.name, practitionerName: practitioner.name, profession: practitioner.profession },
    roomName: appointment.place.room.name,
    ageYears: patient.birthDate === null ? null : ageOn(patient.birthDate.toISOString().slice(0, 10), onDate),
    conditions: conditions.map(({ code }) => code),
    needles: procedures.map(({ area, technique, diameterMm, lengthMm, needles, insertions, retained }) => ({
      ...{ areaName: nameOf(area, locale), technique, needles, insertions, retained },
      ...{ diameterMm: diameterMm.toNumber(), lengthMm: lengthMm.toNumber() },
    })),
    lot:
      lot === null
        ? null
        : { id: lot.id, lotNumber: lot.lotNumber, productName: `${lot.product.brand} ${lot.product.name}`.trim() },
    areaNames: areas.map((area) => nameOf(area, locale)),
    corrections: corrections.map(({ needles, countedAs, found, foundOn, byName, at }) => ({
      ...{ needles, countedAs, found, byName, at: at.toISOString() },
      foundOn: foundOn.toISOString().slice(0, 10),
    })),
    reports: reports.map(
      ({ version, actuality, grade, causality, onset, done, outcome, areaIds, lotId, holdId, byName, at }) => ({
        ...{ version, actuality, grade, causality, onset, done, outcome, areaIds, lotId, holdId, byName },
        at: at.toISOString(),
      }),
    ),
  }
}

const nameOf = (area: { side: string; plainName: unknown; clinicalName: unknown }, locale: Locale): string =>
  displayName(
    {
      side: area.side as Side,
      plainName: area.plainName as LocalizedText,
      clinicalName: area.clinicalName as LocalizedText,
    },
    locale,
    'staff',
  )

/** What was said so far of needles found after this record was completed. */
export const correctionsOf = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.needleCorrection.findMany({ where: { clinicId, encounterId }, orderBy: { id: 'asc' }, take: 200 })
