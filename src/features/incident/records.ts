import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import type { Actor, StaffActor } from '#domain/actor.ts'
import { countedAs, needsFollowUp, type ReportFacts } from '#domain/incident/incident.ts'
import { startOfDayMs } from '#domain/time/zone.ts'
import { placeHold } from '#features/area-hold/records.ts'
import { putOnList } from '#features/task/records.ts'
import { uuidv7 } from '#lib/ids.ts'
import { correctionsOf } from './queries.ts'

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
  actor: Actor,
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

export interface NeedleFound {
  readonly encounterId: string
  readonly needles: number
  readonly found: 'in-the-body' | 'outside'
  /** `YYYY-MM-DD` */
  readonly foundOn: string
  readonly description: string
  readonly byName: string
  /** What a patient answered, and by when somebody has to have taken it; null when somebody of the staff writes it down. */
  readonly answer: { readonly checkInId: string; readonly dueMs: number; readonly rings: boolean } | null
}

/** What the count of a completed visit had said of needles that are found now; null when none went in that could be found. */
export const countedBefore = async (
  tx: Transaction,
  clinicId: string,
  { encounterId, needles }: Pick<NeedleFound, 'encounterId' | 'needles'>,
): Promise<'missing' | 'removed' | null> => {
  const count = await tx.needleCount.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } })
  const earlier = await correctionsOf(tx, clinicId, encounterId)
  const foundSo = (was: string) => earlier.reduce((sum, one) => (one.countedAs === was ? sum + one.needles : sum), 0)
  const before = { missing: foundSo('missing'), removed: foundSo('removed') }
  return count === null ? null : countedAs(count, before, needles)
}

/** Keeps a found needle: the incident and the task to call, and beside a completed count what it had said and what is true. */
export const keepFoundNeedle = async (
  tx: Transaction,
  actor: Actor,
  visit: Omit<IncidentVisit, 'timeZone' | 'encounterId'>,
  { answer, ...found }: NeedleFound,
  countedAs: 'missing' | 'removed' | null,
  nowMs: number,
): Promise<string> => {
  const { clinicId } = actor
  const { encounterId, needles, description } = found
  const incidentId = await keepIncident(tx, actor, { encounterId, kind: 'needle-found', description }, nowMs)
  const { patientId, appointmentId, practitionerId } = visit
  const taskId = uuidv7()
  const due = answer === null ? {} : { checkInId: answer.checkInId, dueAt: new Date(answer.dueMs), rings: answer.rings }
  await tx.task.createMany({
    data: {
      ...{ clinicId, id: taskId, kind: 'needle-found', status: 'open', ...due },
      ...{ patientId, appointmentId, encounterId, practitionerId, detail: { incidentId, needles, found: found.found } },
    },
  })
  if (countedAs === null) return incidentId
  await tx.needleCorrection.createMany({
    data: {
      ...{ clinicId, encounterId, incidentId, taskId, needles, countedAs, found: found.found },
      ...{ foundOn: new Date(`${found.foundOn}T00:00:00Z`), at: new Date(nowMs) },
      ...{ byIdentityId: asIdentity(actor), byName: found.byName },
    },
  })
  return incidentId
}
