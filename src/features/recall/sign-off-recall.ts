import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { type SignOffRefusal, signOffRefusals } from '#domain/lot/recall-case.ts'
import { standsNow } from './queries.ts'
import { lockRecall } from './records.ts'

export interface SignOff {
  readonly recallId: string
  readonly version: number
  readonly reason: string
}

export type CloseRefusal = SignOffRefusal | { readonly reason: 'not-found' | 'stale-version' | 'recall-closed' }

/**
 * Signs a recall off, or ends a drill, and keeps how it stood. While somebody is not accounted for, or needles of it lie
 * here, only with a reason. Lots stay recalled, and who is written down late still joins the list.
 */
export const signOffRecall = async (
  tx: Transaction,
  actor: StaffActor,
  { recallId, version, reason }: SignOff,
  nowMs: number,
): Promise<Outcome<{ recallId: string }, CloseRefusal>> => {
  const { clinicId } = actor
  const recall = await lockRecall(tx, clinicId, recallId)
  if (recall === null) return refused({ reason: 'not-found' })
  if (recall.closedAt !== null) return refused({ reason: 'recall-closed' })
  if (recall.version !== version) return refused({ reason: 'stale-version' })
  const kind = recall.kind === 'drill' ? 'drill' : 'recall'
  const { result } = await standsNow(tx, clinicId, recall, nowMs)
  const refusals = signOffRefusals(kind, { people: result.people, onHand: result.needlesHere, reason })
  if (refusals.length > 0) return refused<CloseRefusal>(...refusals)
  await tx.recall.update({
    where: { clinicId_id: { clinicId, id: recallId } },
    data: {
      ...{ closedAt: new Date(nowMs), closedByIdentityId: asIdentity(actor), closedByName: actor.name },
      ...{ closedReason: reason === '' ? null : reason, result: { ...result, people: { ...result.people } } },
      version: version + 1,
    },
  })
  const action = kind === 'drill' ? 'end-recall-drill' : 'sign-off-recall'
  return done(
    { recallId },
    { action, entityType: 'Recall', entityId: recallId, detail: { people: { ...result.people }, reason } },
  )
}
