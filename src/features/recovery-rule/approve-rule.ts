import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { validFromWhenApproved, whyNoDraft } from '#domain/recovery/decide-rule.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import type { PolicyRefusal } from './draft-rule.ts'
import { lockRules, ruleById } from './queries.ts'

/**
 * Puts a draft in force, from the day it names or from today, under the name of the clinical lead who answers for it.
 * What rests already rests as it was decided.
 */
export const approveRule = async (
  tx: Transaction,
  actor: StaffActor,
  ruleId: string,
  nowMs: number,
): Promise<Outcome<{ ruleId: string; validFrom: string }, PolicyRefusal>> => {
  const { clinicId } = actor
  await lockRules(tx, clinicId)
  const draft = await ruleById(tx, clinicId, ruleId)
  if (draft === null || draft.patientId !== null) return refused({ reason: 'not-found' })
  const why = whyNoDraft(draft)
  if (why !== null) return refused({ reason: why })
  const validFrom = validFromWhenApproved(draft.validFrom, localDateOf(nowMs, await clinicZone(tx, clinicId)))
  await tx.recoveryRule.update({
    where: { clinicId_id: { clinicId, id: ruleId } },
    data: {
      state: 'in-force',
      validFrom: new Date(`${validFrom}T00:00:00Z`),
      ...{ approvedBy: actor.name, approvedByIdentityId: asIdentity(actor), approvedAt: new Date(nowMs) },
    },
  })
  return done(
    { ruleId, validFrom },
    { action: 'approve-rule', entityType: 'RecoveryRule', entityId: ruleId, detail: { validFrom } },
  )
}
