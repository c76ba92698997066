import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'
import { openDeferral } from './queries.ts'

export interface Deferral {
  readonly encounterId: string
  readonly reason: string
}

export type DeferRefusal = Extract<VisitGate, { ok: false }> | { readonly reason: 'no-needles' }

/**
 * Puts the count off because an emergency comes first. It is owed from now on: the visit stays open, and a task says so,
 * until the count was made. Put off twice is put off once.
 */
export const deferCount = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, reason }: Deferral,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, DeferRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, { assistsAtMs: nowMs })
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  const { appointmentId, patientId, practitionerId } = gate.encounter
  const count = await tx.needleCount.findUnique({ where: { clinicId_encounterId: { clinicId, encounterId } } })
  if (count === null || count.inserted === 0) return refused({ reason: 'no-needles' })
  if ((await openDeferral(tx, clinicId, encounterId)) === null) {
    await tx.countDeferral.createMany({
      data: {
        ...{ clinicId, encounterId, reason, at: new Date(nowMs) },
        ...{ byIdentityId: asIdentity(actor), byName: actor.name },
      },
    })
    await tx.task.createMany({
      data: {
        ...{ clinicId, kind: 'needles-to-count', status: 'open', detail: {} },
        ...{ patientId, appointmentId, encounterId, practitionerId },
      },
    })
  }
  return done({ encounterId }, { action: 'defer-count', entityType: 'Encounter', entityId: encounterId, patientId })
}
