import type { Transaction } from '#db/client.ts'
import type { PatientActor, StaffActor } from '#domain/actor.ts'
import { stillIn } from '#domain/encounter/needle-count.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { countOf, type VisitRow } from '#features/encounter/queries.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import {
  consentPolicy,
  type KeptConsent,
  keptConsents,
  paperOf,
  signerFor,
  techniqueOf,
  type VisitToConsent,
  whyToSign,
  zonesTouched,
} from './queries.ts'
import type { ConsentOfVisit, Kept, Paper } from './schema.ts'

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

export const describeKept = (row: KeptConsent): Kept => {
  const [copy] = row.communications
  return {
    ...{ id: row.id, technique: row.technique, signedName: row.signedName, signerRelation: row.signerRelation },
    ...{ signedIso: row.signedAt.toISOString(), textVersion: row.textVersion, beforehand: row.encounterId === null },
    ...{ interpreter: row.interpreter, teachBack: row.teachBack },
    withdrawn:
      row.withdrawnAt === null
        ? null
        : { atIso: row.withdrawnAt.toISOString(), by: row.withdrawnBy === 'patient' ? 'patient' : 'staff' },
    copy: copy === undefined ? null : { status: copy.status, sentIso: iso(copy.sentAt) },
  }
}

/** The paper that a visit needs, as its clinic has it today; null in a visit without needles. */
export const describePaper = async (tx: Transaction, visit: VisitToConsent, nowMs: number): Promise<Paper | null> => {
  const { clinicId, timeZone } = visit
  const technique = techniqueOf(visit)
  const policy = await consentPolicy(tx, clinicId, localDateOf(nowMs, timeZone))
  if (technique === null || policy === null) return null
  const version = policy.textVersion
  const parts = await paperOf(tx, clinicId, { version, technique, riskZones: await zonesTouched(tx, visit) })
  return { version, technique, parts, ...(await signerFor(tx, visit, nowMs)) }
}

const SHOWN = 5

/** All of a visit that is about consent. */
export const describeConsent = async (
  tx: Transaction,
  actor: StaffActor,
  visit: VisitRow,
  nowMs: number,
): Promise<ConsentOfVisit> => {
  const { clinicId, patientId } = visit
  const kept = await keptConsents(tx, clinicId, [patientId], SHOWN)
  const technique = techniqueOf(visit)
  const count = countOf(visit.encounter?.needleCount ?? null)
  const toTechnique = kept.filter((row) => row.technique === technique)
  const standing = toTechnique.some(({ withdrawnAt }) => withdrawnAt === null)
  return {
    paper: await describePaper(tx, visit, nowMs),
    kept: kept.map(describeKept),
    takeOut: toTechnique.length > 0 && !standing && count !== null && stillIn(count) > 0,
    mayWithdraw: (await isInCareOf(tx, actor, patientId, nowMs, 'with-team')) === 'theirs',
  }
}

const OWN_SHOWN = 20

/** What a patient has signed, and what they may read and sign before they come. */
export const describeMine = async (tx: Transaction, actor: PatientActor, nowMs: number) => {
  const { clinicId, patientIds } = actor
  const ahead = await tx.appointment.findMany({
    where: {
      ...{ clinicId, patientId: { in: [...patientIds] }, technique: { not: null } },
      ...{ status: { in: ['booked', 'arrived'] }, startsAt: { gt: new Date(nowMs) } },
    },
    include: { appointmentAreas: { select: { areaId: true } }, patient: { select: { name: true } } },
    orderBy: { startsAt: 'asc' },
    take: OWN_SHOWN,
  })
  const due = []
  for (const appointment of ahead) {
    const visit = { ...appointment, encounter: null }
    if ((await whyToSign(tx, visit, nowMs)) === null) continue
    const { id: appointmentId, patient, startsAt, timeZone } = appointment
    due.push({ appointmentId, patientName: patient.name, startIso: startsAt.toISOString(), timeZone })
  }
  const kept = await keptConsents(tx, clinicId, patientIds, OWN_SHOWN)
  return {
    due,
    // what was talked about in the room stays in the record
    kept: kept.map((row) => ({
      ...describeKept(row),
      interpreter: null,
      teachBack: null,
      patientName: row.patient.name,
    })),
  }
}
