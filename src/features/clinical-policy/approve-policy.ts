import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { holdsFrom, whyNotApproved } from '#domain/policy/decide-policy.ts'
import { localDateOf } from '#domain/time/zone.ts'
import { clinicZone } from '#features/clinic/queries.ts'
import type { PolicyReason } from '#words/policy.ts'
import { lockPolicies, versionById } from './queries.ts'
import type { Kind } from './schema.ts'
import { decideVersion, TABLE_OF } from './write-version.ts'

/**
 * Puts a draft in force from its day or from today, or stands for what came with the clinic as it is, under the name of the
 * clinical lead who answers for it. What was decided in earlier visits stays as it was decided.
 */
export const approvePolicy = async (
  tx: Transaction,
  actor: StaffActor,
  { kind, versionId }: { readonly kind: Kind; readonly versionId: string },
  nowMs: number,
): Promise<Outcome<{ versionId: string; validFrom: string }, { readonly reason: PolicyReason }>> => {
  const { clinicId } = actor
  await lockPolicies(tx, clinicId, kind)
  const found = await versionById(tx, clinicId, kind, versionId)
  if (found === null) return refused({ reason: 'not-found' })
  const why = whyNotApproved(found)
  if (why !== null) return refused({ reason: why })
  const validFrom = holdsFrom(found, localDateOf(nowMs, await clinicZone(tx, clinicId)))
  await decideVersion(
    tx,
    kind,
    { clinicId, id: versionId },
    {
      ...{ state: 'in-force', validFrom: new Date(`${validFrom}T00:00:00Z`) },
      ...{ approvedBy: actor.name, approvedByIdentityId: asIdentity(actor), approvedAt: new Date(nowMs) },
    },
  )
  const { key, version } = found
  return done(
    { versionId, validFrom },
    {
      ...{ action: 'approve-policy', entityType: TABLE_OF[kind], entityId: versionId },
      detail: { kind, key, version, validFrom },
    },
  )
}
