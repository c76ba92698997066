import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { recordLotUse } from '#features/lot/records.ts'
import { lockEncounter, type VisitGate } from './queries.ts'
import { addToCount } from './records.ts'

export interface UnusedNeedles {
  readonly lotId: string
  readonly discardedUnused: number
  readonly droppedFound: number
  readonly droppedNotFound: number
}

export type UnusedRefusal = Extract<VisitGate, { ok: false }> | { readonly reason: 'unknown-lot' | 'no-needles' }

/** Writes down needles that were opened and did not go in: thrown away, or dropped. They have left the box all the same. */
export const recordUnused = async (
  tx: Transaction,
  actor: StaffActor,
  encounterId: string,
  unused: UnusedNeedles,
  nowMs: number,
): Promise<Outcome<{ encounterId: string }, UnusedRefusal>> => {
  const gate = await lockEncounter(tx, actor, encounterId, { assistsAtMs: nowMs })
  if (!gate.ok) return refused(gate)
  const { lotId, ...fates } = unused
  const quantity = fates.discardedUnused + fates.droppedFound + fates.droppedNotFound
  if (quantity === 0) return refused({ reason: 'no-needles' })
  const { patientId } = gate.encounter
  const lines = [{ lotId, quantity }]
  await addToCount(tx, actor.clinicId, encounterId, fates)
  // last, for everybody who uses the same lot waits for its lock from here on
  const known = await recordLotUse(tx, actor, gate.encounter, { lines, usedAtMs: nowMs, unused: true })
  if (known === null) return refused({ reason: 'unknown-lot' })
  return done({ encounterId }, { action: 'record-unused', entityType: 'Encounter', entityId: encounterId, patientId })
}
