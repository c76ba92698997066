import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { needsFollowUp, type ReportFacts } from '#domain/incident/incident.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { placeHold } from '#features/area-hold/records.ts'
import { putOnList } from '#features/task/records.ts'
import { uuidv7 } from '#lib/ids.ts'

export interface Report extends ReportFacts {
  readonly done: string
  readonly lotId: string | null
  readonly areaIds: readonly string[]
  /** Leaves the areas alone; until a day `YYYY-MM-DD`, or null: until somebody clears it. */
  readonly hold: { readonly freeFromDate: string | null } | null
}

export interface IncidentVisit {
  readonly encounterId: string
  readonly appointmentId: string
  readonly patientId: string
  readonly practitionerId: string
  readonly timeZone: string
}

/** The incident itself, as short as it was told; the form is added to it. */
export const keepIncident = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, kind, description }: { encounterId: string; kind: string; description: string },
  nowMs: number,
): Promise<string> => {
  const id = uuidv7()
  await tx.incident.createMany({
    data: {
      ...{ clinicId: actor.clinicId, id, encounterId, kind, description },
      ...{ byIdentityId: asIdentity(actor), at: new Date(nowMs) },
    },
  })
  return id
}

interface Written {
  readonly incidentId: string
  readonly version: number
  readonly visit: IncidentVisit
  /** Why the areas are on hold, in the words of the incident. */
  readonly reason: string
}

/** Adds the form in its next version, with the hold and the task that follow from it. `false`: an area or lot is not the clinic's. */
export const keepReport = async (
  tx: Transaction,
  actor: StaffActor,
  { incidentId, version, visit, reason }: Written,
  { hold, areaIds, ...report }: Report,
  nowMs: number,
): Promise<boolean> => {
  const { clinicId } = actor
  const ids = [...new Set(areaIds)]
  if ((await tx.bodyArea.count({ where: { clinicId, id: { in: ids } } })) < ids.length) return false
  if (report.lotId !== null && (await tx.lot.count({ where: { clinicId, id: report.lotId } })) === 0) return false
  const { patientId, encounterId, appointmentId, practitionerId } = visit
  const endMs = hold?.freeFromDate == null ? null : startOfDayMs(hold.freeFromDate, visit.timeZone)
  const placed =
    hold === null || ids.length === 0
      ? null
      : await placeHold(tx, actor, { patientId, areaIds: ids, kind: 'incident', reason, endMs, encounterId }, nowMs)
  await tx.incidentReport.createMany({
    data: {
      ...{ clinicId, incidentId, version, ...report, areaIds: ids, holdId: placed?.holdId ?? null },
      ...{ byIdentityId: asIdentity(actor), byName: actor.name, at: new Date(nowMs) },
    },
  })
  if (needsFollowUp(report)) {
    const task = { kind: 'incident-follow-up', patientId, appointmentId, practitionerId, detail: { incidentId } }
    await putOnList(tx, clinicId, task)
  }
  return true
}
