import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockEncounter, type VisitGate } from '#features/encounter/queries.ts'

export interface Ticking {
  readonly encounterId: string
  readonly tickId: string
  /** False takes a tick back. */
  readonly ticked: boolean
}

/** Ticks something off in the visit, or takes the tick back while the record is open. */
export const tickClean = async (
  tx: Transaction,
  actor: StaffActor,
  { encounterId, tickId, ticked }: Ticking,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, Extract<VisitGate, { ok: false }>>> => {
  const gate = await lockEncounter(tx, actor, encounterId, { assistsAtMs: nowMs })
  if (!gate.ok) return refused(gate)
  const { clinicId } = actor
  if ((await tx.cleanTick.count({ where: { clinicId, id: tickId } })) === 0)
    return refused({ ok: false, reason: 'not-found' })
  if (ticked) {
    await tx.cleanTickDone.createMany({
      data: {
        ...{ clinicId, encounterId, tickId, at: new Date(nowMs) },
        ...{ byIdentityId: asIdentity(actor), byName: actor.name },
      },
      skipDuplicates: true,
    })
  } else await tx.cleanTickDone.deleteMany({ where: { clinicId, encounterId, tickId } })
  const { patientId } = gate.encounter
  const audit = { action: ticked ? 'tick-clean' : 'untick-clean', entityType: 'Encounter', entityId: encounterId }
  return done({ encounterId }, { ...audit, patientId, detail: { tickId } })
}
