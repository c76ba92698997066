import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { RuleRefusal } from '#domain/recovery/decide-rule.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { lockRules, nextVersion } from './queries.ts'
import type { Rule } from './schema.ts'

export type Proposal = Pick<
  Rule,
  'technique' | 'relation' | 'amount' | 'unit' | 'toleranceMinutes' | 'source' | 'validFrom'
>

export type PolicyRefusal = {
  readonly reason: RuleRefusal | 'not-allowed' | 'draft-waits' | 'in-the-past' | 'not-longer'
}

/** Writes down what a rule of the clinic could become. It rests nothing until a clinical lead approves it. */
export const draftRule = async (
  tx: Transaction,
  actor: StaffActor,
  proposal: Proposal,
  nowMs: number,
): Promise<Outcome<{ ruleId: string; version: number }, PolicyRefusal>> => {
  const { clinicId } = actor
  if (proposal.validFrom < localDateOf(nowMs, await clinicZone(tx, clinicId))) return refused({ reason: 'in-the-past' })
  await lockRules(tx, clinicId)
  const { version, draftWaits } = await nextVersion(tx, clinicId, proposal)
  if (draftWaits) return refused({ reason: 'draft-waits' })
  const { id: ruleId } = await tx.recoveryRule.create({
    data: {
      ...{ ...proposal, clinicId, version, state: 'draft', draftedByIdentityId: asIdentity(actor) },
      validFrom: new Date(`${proposal.validFrom}T00:00:00Z`),
    },
    select: { id: true },
  })
  return done({ ruleId, version }, { action: 'draft-rule', entityType: 'RecoveryRule', entityId: ruleId })
}
