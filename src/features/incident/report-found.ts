import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { lockRecord, visitInCare } from '#features/encounter/queries.ts'
import { countedBefore, keepFoundNeedle } from './records.ts'

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
  await lockRecord(tx, clinicId, encounterId)
  const visit = await visitInCare(tx, actor, encounterId, nowMs)
  if (visit === null) return refused({ reason: 'not-found' })
  // an open count is counted again
  if (visit.status !== 'finished') return refused({ reason: 'still-open' })
  if (foundOn > localDateOf(nowMs, visit.timeZone)) return refused({ reason: 'found-before-it-was' })
  const was = await countedBefore(tx, clinicId, { encounterId, needles })
  if (was === null) return refused({ reason: 'more-than-went-in' })
  const reported = { encounterId, needles, found, foundOn, description, byName: actor.name, answer: null }
  const incidentId = await keepFoundNeedle(tx, actor, visit, reported, was, nowMs)
  const { patientId } = visit
  const audit = { action: 'report-found-needle', entityType: 'Encounter', entityId: encounterId, patientId }
  return done({ incidentId }, { ...audit, detail: { needles, countedAs: was, found } })
}
