import { asIdentity } from '#db/audit.ts'
import { lockResources } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotEnd } from '#domain/recovery/decide-rule.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import type { PolicyRefusal } from './draft-rule.ts'
import { ruleById } from './queries.ts'

/** Ends a patient's longer rest: from now on the clinic's rule alone is asked. What rests already rests as it was decided. */
export const endLongerRest = async (
  tx: Transaction,
  actor: StaffActor,
  { ruleId, reason }: { readonly ruleId: string; readonly reason: string },
  nowMs: number,
): Promise<Outcome<{ ruleId: string }, PolicyRefusal>> => {
  const { clinicId } = actor
  const seen = await ruleById(tx, clinicId, ruleId)
  if (seen === null || seen.patientId === null) return refused({ reason: 'not-found' })
  const { patientId } = seen
  if ((await isInCareOf(tx, actor, patientId, nowMs)) !== 'theirs') return refused({ reason: 'not-allowed' })
  await lockResources(tx, clinicId, [patientId])
  const why = whyNotEnd((await ruleById(tx, clinicId, ruleId)) ?? seen)
  if (why !== null) return refused({ reason: why })
  await tx.recoveryRule.update({
    where: { clinicId_id: { clinicId, id: ruleId } },
    data: { endedAt: new Date(nowMs), endedByIdentityId: asIdentity(actor), endedReason: reason },
  })
  return done({ ruleId }, { action: 'end-longer-rest', entityType: 'RecoveryRule', entityId: ruleId, patientId })
}
