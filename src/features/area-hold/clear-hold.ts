import { lockResources } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { stands } from '#domain/recovery/area-hold.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import type { HoldRefusal } from './place-hold.ts'
import { holdById } from './queries.ts'
import { type Clearing, clearHold } from './records.ts'

/** Ends a hold of somebody in the practitioner's care, with the reason; the areas may be needled again from now on. */
export const clearAreaHold = async (
  tx: Transaction,
  actor: StaffActor,
  clearing: Clearing,
  nowMs: number,
): Promise<Outcome<{ holdId: string }, HoldRefusal>> => {
  const { clinicId } = actor
  const { holdId } = clearing
  const seen = await holdById(tx, clinicId, holdId)
  if (seen === null) return refused({ reason: 'not-found' })
  const { patientId } = seen
  if ((await isInCareOf(tx, actor, patientId, nowMs)) !== 'theirs') return refused({ reason: 'not-allowed' })
  await lockResources(tx, clinicId, [patientId])
  const hold = await holdById(tx, clinicId, holdId)
  const placed = { endMs: hold?.endsAt?.getTime() ?? null, clearedMs: hold?.clearedAt?.getTime() ?? null }
  if (!stands(placed, nowMs)) return refused({ reason: 'over-already' })
  if (!(await clearHold(tx, actor, clearing, nowMs))) return refused({ reason: 'stale-version' })
  return done({ holdId }, { action: 'clear-hold', entityType: 'AreaHold', entityId: holdId, patientId })
}
