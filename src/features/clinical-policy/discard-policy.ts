import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { whyNotDiscarded } from '#domain/policy/decide-policy.ts'
import type { PolicyReason } from '#words/policy.ts'
import { discardFor } from './draft-policy.ts'
import { lockPolicies, versionById } from './queries.ts'
import type { Kind } from './schema.ts'
import { TABLE_OF } from './write-version.ts'

/** Puts a draft away; it stays among the versions. */
export const discardPolicy = async (
  tx: Transaction,
  actor: StaffActor,
  { kind, versionId }: { readonly kind: Kind; readonly versionId: string },
  nowMs: number,
): Promise<Outcome<{ versionId: string }, { readonly reason: PolicyReason }>> => {
  const { clinicId } = actor
  await lockPolicies(tx, clinicId, kind)
  const found = await versionById(tx, clinicId, kind, versionId)
  if (found === null) return refused({ reason: 'not-found' })
  const why = whyNotDiscarded(found)
  if (why !== null) return refused({ reason: why })
  await discardFor(tx, actor, { kind, id: versionId }, nowMs)
  const { key, version } = found
  return done(
    { versionId },
    { action: 'discard-policy', entityType: TABLE_OF[kind], entityId: versionId, detail: { kind, key, version } },
  )
}
