import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import { hasRole, type StaffActor } from '#domain/actor.ts'
import { reportFault } from '#domain/incident/incident.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { visitInCare } from '#features/encounter/queries.ts'
import { keepIncident, keepReport, type Report } from './records.ts'

export interface NewIncident {
  readonly encounterId: string
  readonly kind: string
  readonly description: string
  /** Null: the short word for now, the form when there is time. */
  readonly report: Report | null
}

export type IncidentRefusal = {
  readonly reason:
    | 'not-found'
    | 'not-allowed'
    | 'unknown-area'
    | 'grade-missing'
    | 'grade-too-mild'
    | 'hold-day-past'
    | 'stale-version'
}

/** What is wrong with a report before anything is saved. */
export const faultIn = (
  actor: StaffActor,
  { hold, ...report }: Report,
  { timeZone, nowMs }: { readonly timeZone: string; readonly nowMs: number },
): IncidentRefusal | null => {
  const fault = reportFault(report)
  if (fault !== null) return { reason: fault }
  if (hold === null) return null
  // needles are kept away by the word of who treats
  if (!hasRole(actor, 'practitioner')) return { reason: 'not-allowed' }
  const today = localDateOf(nowMs, timeZone)
  return hold.freeFromDate !== null && hold.freeFromDate <= today ? { reason: 'hold-day-past' } : null
}

/**
 * Writes down an incident or a near miss of a visit, completed or not: a fact is never too late. The form may come with it
 * or later.
 */
export const recordIncident = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, kind, description, report }: NewIncident,
  nowMs: number,
): Promise<Outcome<{ incidentId: string }, IncidentRefusal>> => {
  const { clinicId } = actor
  const found = await visitInCare(tx, actor, encounterId, nowMs)
  if (found === null) return refused({ reason: 'not-found' })
  const visit = { ...found, encounterId }
  const fault = report === null ? null : faultIn(actor, report, { timeZone: visit.timeZone, nowMs })
  if (fault !== null) return refused(fault)
  const incidentId = await keepIncident(tx, actor, { encounterId, kind, description }, nowMs)
  if (report !== null) {
    const written = { incidentId, version: 1, visit, reason: description }
    if (!(await keepReport(tx, actor, written, report, nowMs))) return refused({ reason: 'unknown-area' })
  }
  // what an emergency left to be written down is written down
  await tx.task.updateMany({
    where: { clinicId, kind: 'incident-to-write', status: 'open', appointmentId: visit.appointmentId },
    data: { status: 'done', doneAt: new Date(nowMs), doneByIdentityId: asIdentity(actor) },
  })
  const audit = { action: 'record-incident', entityType: 'Incident', entityId: incidentId }
  return done({ incidentId }, { ...audit, patientId: visit.patientId, detail: { kind } })
}
