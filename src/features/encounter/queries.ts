import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { BodyArea, LocalizedText, RiskZone, Side } from '#domain/body/area.ts'
import { EMPTY_COUNT, type NeedleCount } from '#domain/encounter/needle-count.ts'
import { isBlank } from '#domain/encounter/note.ts'
import { standingHolds } from '#features/area-hold/queries.ts'
import { whatWasSigned } from '#features/consent/queries.ts'
import { namesakesOf } from '#features/patient/queries.ts'
import { restingLonger } from '#features/recovery-rule/queries.ts'
import { mayTakePart, type Part } from './access.ts'

const patientOnCard = { select: { id: true, name: true, birthDate: true } } as const

/** A visit's appointment with what its card and its screen need. */
const onCard = {
  patient: patientOnCard,
  service: { select: { name: true } },
  practitioner: { select: { name: true } },
  place: { select: { room: { select: { name: true } } } },
  appointmentAreas: { select: { areaId: true } },
  encounter: {
    include: {
      needleCount: true,
      procedures: {
        include: { errorEntry: { select: { reason: true } } },
        orderBy: { id: 'asc' },
      },
    },
  },
  errorEntry: { select: { reason: true, byName: true, at: true } },
} as const

const notGone = { notIn: ['cancelled', 'noshow', 'entered-in-error', 'proposed'] }

/** One practitioner's (or for assistants everybody's) visits that begin in `[fromMs, toMs)`, in order of time. */
export const visitsBetween = (
  tx: Transaction,
  clinicId: string,
  { fromMs, toMs, practitionerId }: { fromMs: number; toMs: number; practitionerId: string | null },
) =>
  tx.appointment.findMany({
    where: {
      clinicId,
      startsAt: { gte: new Date(fromMs), lt: new Date(toMs) },
      status: notGone,
      ...(practitionerId !== null && { practitionerId }),
    },
    include: onCard,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: DAY_SHOWS + 1,
  })

/** More visits than any clinic's day; what is beyond is said to be missing. */
export const DAY_SHOWS = 200

export const visitOf = (tx: Transaction, clinicId: string, appointmentId: string) =>
  tx.appointment.findUnique({ where: { clinicId_id: { clinicId, id: appointmentId } }, include: onCard })

export type VisitRow = NonNullable<Awaited<ReturnType<typeof visitOf>>>

/** Whether somebody treats in this visit, or assists in it today. */
export const takesPart = (actor: StaffActor, visit: VisitRow, part: Part): boolean =>
  mayTakePart(actor, part, standing(visit))

/** Whose visit it is and when, as the rights ask. */
export const standing = ({ practitionerId, startsAt, timeZone }: VisitRow) => ({
  practitionerId,
  startMs: startsAt.getTime(),
  zone: timeZone,
})

/** What is known about these patients that a card warns of, in one query each, whatever their number. */
export const mattersOfPatients = async (
  tx: Transaction,
  clinicId: string,
  patientIds: readonly string[],
  nowMs: number,
) => {
  const ids = [...new Set(patientIds)]
  const of = { clinicId, patientId: { in: ids } }
  const [conditions, consents, finished, incidents, resting, namesakes, holds, longer] = [
    await tx.patientCondition.findMany({ where: { ...of, endedAt: null }, select: { patientId: true, code: true } }),
    await tx.consent.findMany({ where: of, select: { patientId: true, ...whatWasSigned } }),
    await tx.encounter.groupBy({ by: ['patientId'], where: { ...of, status: 'finished' }, _count: { _all: true } }),
    await tx.$queryRaw<{ patient_id: string; kind: string; at: Date }[]>`
      SELECT DISTINCT ON (e.patient_id) e.patient_id, i.kind, i.at FROM incident i
      JOIN encounter e ON e.clinic_id = i.clinic_id AND e.id = i.encounter_id
      WHERE i.clinic_id = ${clinicId}::uuid AND e.patient_id = ANY (${ids}::uuid[]) AND e.status <> 'entered-in-error'
      ORDER BY e.patient_id, i.at DESC, i.id`,
    await tx.$queryRaw<{ patient_id: string; area_id: string; starts: Date; ends: Date; appointment_id: string }[]>`
      SELECT patient_id, area_id, lower(during) AS starts, upper(during) AS ends, appointment_id FROM rest_claim
      WHERE clinic_id = ${clinicId}::uuid AND patient_id = ANY (${ids}::uuid[]) AND kind = 'rest' AND NOT waived AND hold_id IS NULL AND upper(during) > ${new Date(nowMs - 86_400_000 * 2)}`,
    await namesakesOf(tx, clinicId, ids),
    await standingHolds(tx, clinicId, ids, nowMs),
    await restingLonger(tx, clinicId, ids),
  ]
  return { conditions, consents, finished, incidents, resting, namesakes, holds, longer }
}
export type PatientMatters = Awaited<ReturnType<typeof mattersOfPatients>>

/** Needles that left the boxes for a visit. */
export const openedFor = async (tx: Transaction, clinicId: string, encounterId: string): Promise<number> =>
  (await tx.lotUse.aggregate({ where: { clinicId, encounterId }, _sum: { quantity: true } }))._sum.quantity ?? 0

export const incidentsOf = (tx: Transaction, clinicId: string, encounterId: string) =>
  tx.incident.findMany({ where: { clinicId, encounterId }, orderBy: { at: 'asc' } })

/** Whether a visit's note says anything. */
export const isNoted = async (tx: Transaction, clinicId: string, encounterId: string): Promise<boolean> => {
  const note = await tx.clinicalNote.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } })
  return note !== null && !isBlank(note)
}

/** Lot numbers of lots, by id. */
export const lotNumbers = async (tx: Transaction, clinicId: string, lotIds: readonly string[]) =>
  new Map(
    (
      await tx.lot.findMany({
        where: { clinicId, id: { in: [...new Set(lotIds)] } },
        select: { id: true, lotNumber: true },
      })
    ).map((lot) => [lot.id, lot.lotNumber] as const),
  )

/** Areas of the body by id, with names and risk zones. */
export const areasOf = async (tx: Transaction, clinicId: string, areaIds: readonly string[]): Promise<AreasById> =>
  new Map(
    (await tx.bodyArea.findMany({ where: { clinicId, id: { in: [...new Set(areaIds)] } } })).map((area) => [
      area.id,
      {
        side: area.side as Side,
        riskZones: area.riskZones as RiskZone[],
        plainName: area.plainName as unknown as LocalizedText,
        clinicalName: area.clinicalName as unknown as LocalizedText,
      },
    ]),
  )
export type AreasById = ReadonlyMap<string, Pick<BodyArea, 'side' | 'riskZones' | 'plainName' | 'clinicalName'>>

/** The count as the domain reads it. */
export const countOf = (row: NeedleCount | null): NeedleCount | null =>
  row === null
    ? null
    : (Object.fromEntries(
        (Object.keys(EMPTY_COUNT) as (keyof NeedleCount)[]).map((field) => [field, row[field]]),
      ) as unknown as NeedleCount)

export type VisitGate =
  | { readonly ok: true; readonly encounter: LockedEncounter }
  | { readonly ok: false; readonly reason: 'not-found' | 'not-allowed' | 'other-patient' | 'record-closed' }

export interface LockedEncounter {
  readonly id: string
  readonly appointmentId: string
  readonly patientId: string
  readonly practitionerId: string
  readonly roomId: string
  readonly zone: string
  readonly technique: string | null
  readonly plannedEndMs: number
  readonly needlesInAt: Date | null
  readonly needlesOutAt: Date | null
  readonly version: number
}

/** Holds a visit's record until the end of the transaction: what it says is read behind this. */
export const lockRecord = async (tx: Transaction, clinicId: string, encounterId: string): Promise<void> => {
  await tx.$queryRaw`SELECT id FROM encounter WHERE clinic_id = ${clinicId}::uuid AND id = ${encounterId}::uuid FOR UPDATE`
}

/**
 * Locks a visit's record for a change and asks whether this person may make it: the visit's practitioner, or for
 * counts and scans somebody who assists. A record that is not open stays as it is.
 */
export const lockEncounter = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  part: Part,
): Promise<VisitGate> => {
  const { clinicId } = actor
  await lockRecord(tx, clinicId, encounterId)
  const row = await tx.encounter.findUnique({
    where: { clinicId_id: { clinicId, id: encounterId } },
    include: {
      appointment: {
        select: {
          ...{ timeZone: true, technique: true, startsAt: true, endsAt: true },
          place: { select: { roomId: true } },
        },
      },
    },
  })
  if (row === null) return { ok: false, reason: 'not-found' }
  const { timeZone: zone, startsAt } = row.appointment
  if (!mayTakePart(actor, part, { practitionerId: row.practitionerId, startMs: startsAt.getTime(), zone })) {
    return { ok: false, reason: 'not-allowed' }
  }
  if (actor.atPatientId !== undefined && actor.atPatientId !== row.patientId) {
    return { ok: false, reason: 'other-patient' }
  }
  if (row.status !== 'in-progress') return { ok: false, reason: 'record-closed' }
  return {
    ok: true,
    encounter: {
      id: row.id,
      appointmentId: row.appointmentId,
      patientId: row.patientId,
      practitionerId: row.practitionerId,
      roomId: row.appointment.place.roomId,
      zone,
      technique: row.appointment.technique,
      plannedEndMs: row.appointment.endsAt.getTime(),
      needlesInAt: row.needlesInAt,
      needlesOutAt: row.needlesOutAt,
      version: row.version,
    },
  }
}

/** The visit of this record for somebody who may see it: its practitioner, or who assists today. Null for others. */
export const visitInCare = async (tx: Transaction, actor: StaffActor, encounterId: string, nowMs: number) => {
  const { clinicId } = actor
  const record = await tx.encounter.findUnique({
    where: { clinicId_id: { clinicId, id: encounterId } },
    select: {
      appointmentId: true,
      patientId: true,
      practitionerId: true,
      status: true,
      appointment: { select: { timeZone: true, startsAt: true } },
    },
  })
  if (record === null) return null
  const { appointment, ...visit } = record
  const { timeZone, startsAt } = appointment
  const whose = { practitionerId: visit.practitionerId, startMs: startsAt.getTime(), zone: timeZone }
  return mayTakePart(actor, { assistsAtMs: nowMs }, whose) ? { ...visit, timeZone } : null
}

/** The room of a visit that is going on, for whoever treats or assists there; null for everybody else. */
export const roomOfVisit = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  nowMs: number,
): Promise<{ readonly roomId: string; readonly zone: string } | null> => {
  const row = await tx.encounter.findUnique({
    where: { clinicId_id: { clinicId: actor.clinicId, id: encounterId } },
    select: {
      practitionerId: true,
      appointment: { select: { timeZone: true, startsAt: true, place: { select: { roomId: true } } } },
    },
  })
  if (row === null) return null
  const { timeZone: zone, startsAt, place } = row.appointment
  const visit = { practitionerId: row.practitionerId, startMs: startsAt.getTime(), zone }
  return mayTakePart(actor, { assistsAtMs: nowMs }, visit) ? { roomId: place.roomId, zone } : null
}
