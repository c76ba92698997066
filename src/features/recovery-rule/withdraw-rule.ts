import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNoDraft } from '#domain/recovery/decide-rule.ts'
import type { PolicyRefusal } from './draft-rule.ts'
import { lockRules, ruleById } from './queries.ts'

/** Takes a draft back; it stays in the history with the reason. */
export const withdrawRule = async (
  tx: Transaction,
  actor: StaffActor,
  { ruleId, reason }: { readonly ruleId: string; readonly reason: string },
  nowMs: number,
): Promise<Outcome<{ ruleId: string }, PolicyRefusal>> => {
  const { clinicId } = actor
  await lockRules(tx, clinicId)
  const rule = await ruleById(tx, clinicId, ruleId)
  if (rule === null || rule.patientId !== null) return refused({ reason: 'not-found' })
  const why = whyNoDraft(rule)
  if (why !== null) return refused({ reason: why })
  await tx.recoveryRule.update({
    where: { clinicId_id: { clinicId, id: ruleId } },
    data: { endedAt: new Date(nowMs), endedByIdentityId: asIdentity(actor), endedReason: reason },
  })
  return done({ ruleId }, { action: 'withdraw-rule', entityType: 'RecoveryRule', entityId: ruleId })
}
