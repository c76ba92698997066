import { asIdentity } from '#db/audit.ts'
import { lockResources } from '#db/claims.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { isNoLonger } from '#domain/recovery/decide-rule.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import { isInCareOf } from '#features/patient/queries.ts'
import type { PolicyRefusal, Proposal } from './draft-rule.ts'
import { policyOn } from './queries.ts'

export interface Lengthening extends Pick<Proposal, 'technique' | 'relation' | 'amount' | 'unit'> {
  readonly patientId: string
  readonly reason: string
}

/** Lets somebody in the practitioner's care rest longer than the clinic's rule asks, from today until it is ended. */
export const lengthenRest = async (
  tx: Transaction,
  actor: StaffActor,
  { reason, ...rule }: Lengthening,
  nowMs: number,
): Promise<Outcome<{ ruleId: string }, PolicyRefusal>> => {
  const { clinicId } = actor
  const { patientId, technique, relation } = rule
  const care = await isInCareOf(tx, actor, patientId, nowMs)
  if (care !== 'theirs') return refused({ reason: care === 'nobody' ? 'not-found' : 'not-allowed' })
  // who plans for this patient meanwhile decides by the new rule, or has claimed by the old one
  await lockResources(tx, clinicId, [patientId])
  const today = localDateOf(nowMs, await clinicZone(tx, clinicId))
  const clinics = (await policyOn(tx, clinicId, today)).find(
    (entry) => entry.technique === technique && entry.relation === relation,
  )
  if (isNoLonger(rule, clinics?.current ?? undefined)) return refused({ reason: 'not-longer' })
  const { id: ruleId } = await tx.recoveryRule.create({
    data: {
      ...{ ...rule, clinicId, source: reason, state: 'in-force', version: 1, toleranceMinutes: 0 },
      validFrom: new Date(`${today}T00:00:00Z`),
      ...{ approvedBy: actor.name, approvedByIdentityId: asIdentity(actor), approvedAt: new Date(nowMs) },
    },
    select: { id: true },
  })
  return done({ ruleId }, { action: 'lengthen-rest', entityType: 'RecoveryRule', entityId: ruleId, patientId })
}
