import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { incidentOf } from './queries.ts'
import { faultIn, type IncidentRefusal } from './record-incident.ts'
import { keepReport, type Report } from './records.ts'

export interface NextReport {
  readonly incidentId: string
  /** The version that was seen; 0 while none was written. */
  readonly version: number
  readonly report: Report
}

/** Writes the form of an incident, or its next version; what was written before stays below it. */
export const writeReport = async (
  tx: Transaction,
  actor: StaffActor,
  { incidentId, version: seen, report }: NextReport,
  nowMs: number,
): Promise<Outcome<{ incidentId: string; version: number }, IncidentRefusal>> => {
  const row = await incidentOf(tx, actor, incidentId)
  if (row === null) return refused({ reason: 'not-found' })
  if ((row.reports[0]?.version ?? 0) !== seen) return refused({ reason: 'stale-version' })
  const { encounter } = row
  const { timeZone, id: appointmentId } = encounter.appointment
  const fault = faultIn(actor, report, { timeZone, nowMs })
  if (fault !== null) return refused(fault)
  const { patientId, practitionerId } = encounter
  const visit = { encounterId: encounter.id, appointmentId, patientId, practitionerId, timeZone }
  const version = seen + 1
  const written = { incidentId, version, visit, reason: row.description }
  if (!(await keepReport(tx, actor, written, report, nowMs))) return refused({ reason: 'unknown-area' })
  const audit = { action: 'write-incident-report', entityType: 'Incident', entityId: incidentId, patientId }
  return done({ incidentId, version }, { ...audit, detail: { version } })
}
