import type { Transaction } from '#db/client.ts'
import { type Actor, actsForPatient, isStaff } from '#domain/actor.ts'
import type { PatientNeed } from '#domain/appointment/needs.ts'
import { isOpenTo } from '../patient/queries.ts'
import type { Need } from './schema.ts'

/** One of a kind, a language or a practitioner: nobody has more. */
const AT_MOST = 100

const needOf = {
  id: true,
  version: true,
  kind: true,
  language: true,
  extraMinutes: true,
  note: true,
  practitionerId: true,
  practitioner: { select: { name: true } },
} as const

const livingNeeds = (tx: Transaction, clinicId: string, patientId: string) =>
  tx.patientNeed.findMany({
    where: { clinicId, patientId, endedAt: null },
    select: needOf,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: AT_MOST,
  })

/** What visits of a patient have to be like; null when these eyes have no such patient. */
export const needsOf = async (
  tx: Transaction,
  actor: Actor,
  patientId: string,
  nowMs: number,
): Promise<Need[] | null> => {
  const open = isStaff(actor) ? await isOpenTo(tx, actor, patientId, nowMs) : actsForPatient(actor, patientId)
  if (!open) return null
  const rows = await livingNeeds(tx, actor.clinicId, patientId)
  return rows.map(({ practitionerId: _, practitioner, note, kind, ...row }) => ({
    ...row,
    kind: kind as Need['kind'],
    practitionerName: practitioner?.name ?? null,
    note: isStaff(actor) ? note : null,
  }))
}

/** What visits of a patient have to be like, for decisions. */
export const needsToMeet = async (tx: Transaction, clinicId: string, patientId: string): Promise<PatientNeed[]> => {
  const rows = await livingNeeds(tx, clinicId, patientId)
  return rows.map((row) => row as unknown as PatientNeed)
}
