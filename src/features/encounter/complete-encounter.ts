import { asIdentity } from '#db/audit.ts'
import { lockResources, releaseRest } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { CompletionBlocker } from '#domain/encounter/completion.ts'
import { markFulfilled } from '#features/appointment/records.ts'
import { lockEncounter, type VisitGate, visitOf } from './queries.ts'
import { readVisitState } from './read-visit.ts'

export type CompleteRefusal =
  | Extract<VisitGate, { ok: false }>
  | CompletionBlocker
  | { readonly reason: 'stale-version'; readonly expectedVersion: number; readonly currentVersion: number }

export interface Completion {
  readonly encounterId: string
  readonly version: number
  readonly withoutNeedling: boolean
}

/** Completes a visit: only when every needle has a fate and nothing else stands in the way. From then on it is fixed (P5). */
export const completeEncounter = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, version, withoutNeedling }: Completion,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, CompleteRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, 'treats')
  if (!gate.ok) return refused(gate)
  const { encounter } = gate
  if (encounter.version !== version) {
    return refused({ reason: 'stale-version', expectedVersion: version, currentVersion: encounter.version })
  }
  const { clinicId } = actor
  const visit = await visitOf(tx, clinicId, encounter.appointmentId)
  if (visit === null) return refused({ ok: false, reason: 'not-found' })
  const { blockers } = await readVisitState(tx, visit, nowMs, withoutNeedling)
  if (blockers.length > 0) return refused(...blockers)
  // planned rest of a needling that did not take place holds nobody up
  if (visit.encounter?.needlesInAt === null) {
    await lockResources(tx, clinicId, [encounter.patientId])
    await releaseRest(tx, clinicId, visit.id)
  }
  await tx.encounter.update({
    where: { clinicId_id: { clinicId, id: encounterId } },
    data: {
      status: 'finished',
      completedAt: new Date(nowMs),
      completedByIdentityId: asIdentity(actor),
      version: { increment: 1 },
    },
  })
  await markFulfilled(tx, clinicId, encounter.appointmentId)
  const audit = { action: 'complete-encounter', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId }, { ...audit, patientId: encounter.patientId })
}
