import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { countedAs } from '#domain/incident/incident.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { visitInCare } from '#features/encounter/queries.ts'
import { uuidv7 } from '#lib/ids.ts'
import { correctionsOf } from './queries.ts'
import { keepIncident } from './records.ts'

export interface FoundNeedle {
  readonly encounterId: string
  readonly needles: number
  readonly found: 'in-the-body' | 'outside'
  /** `YYYY-MM-DD` */
  readonly foundOn: string
  readonly description: string
}

export type FoundRefusal = { readonly reason: 'not-found' | 'still-open' | 'found-before-it-was' | 'more-than-went-in' }

/**
 * A needle is found after the record was completed (Z4). The record stays as it was signed; beside it stands what the count
 * had said and what is true, with an incident and a task to call, all three or none.
 */
export const reportFound = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, needles, found, foundOn, description }: FoundNeedle,
  nowMs: number,
): Promise<Outcome<{ incidentId: string }, FoundRefusal>> => {
  const { clinicId } = actor
  await tx.$queryRaw`SELECT id FROM encounter WHERE clinic_id = ${clinicId}::uuid AND id = ${encounterId}::uuid FOR UPDATE`
  const visit = await visitInCare(tx, actor, encounterId, nowMs)
  if (visit === null) return refused({ reason: 'not-found' })
  // an open count is counted again
  if (visit.status !== 'finished') return refused({ reason: 'still-open' })
  if (foundOn > localDateOf(nowMs, visit.timeZone)) return refused({ reason: 'found-before-it-was' })
  const count = await tx.needleCount.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } })
  const earlier = await correctionsOf(tx, clinicId, encounterId)
  const foundSo = (was: string) => earlier.reduce((sum, one) => (one.countedAs === was ? sum + one.needles : sum), 0)
  const before = { missing: foundSo('missing'), removed: foundSo('removed') }
  const was = count === null ? null : countedAs(count, before, needles)
  if (was === null) return refused({ reason: 'more-than-went-in' })
  const incidentId = await keepIncident(tx, actor, { encounterId, kind: 'needle-found', description }, nowMs)
  const { patientId, appointmentId, practitionerId } = visit
  const taskId = uuidv7()
  await tx.task.createMany({
    data: {
      ...{ clinicId, id: taskId, kind: 'needle-found', status: 'open', detail: { incidentId, needles, found } },
      ...{ patientId, appointmentId, encounterId, practitionerId },
    },
  })
  await tx.needleCorrection.createMany({
    data: {
      ...{ clinicId, encounterId, incidentId, taskId, needles, countedAs: was, found },
      ...{ foundOn: new Date(`${foundOn}T00:00:00Z`), at: new Date(nowMs) },
      ...{ byIdentityId: asIdentity(actor), byName: actor.name },
    },
  })
  const audit = { action: 'report-found-needle', entityType: 'Encounter', entityId: encounterId, patientId }
  return done({ incidentId }, { ...audit, detail: { needles, countedAs: was, found } })
}
