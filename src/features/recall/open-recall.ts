import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { matchRecall, saysAnything } from '#domain/lot/recall-match.ts'
import { lockStockLots } from '#features/lot/queries.ts'
import { knownLots, totalsOf } from './queries.ts'
import type { Notice, OpenRecall } from './schema.ts'

export type OpenRefusal = { readonly reason: 'notice-names-nothing' | 'not-found' }

const asDay = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`))

/** What the notice names, as it is kept: lots that come later are asked for it. */
const keptNotice = (notice: Notice) => ({
  ...notice,
  expiryFrom: asDay(notice.expiryFrom),
  expiryTo: asDay(notice.expiryTo),
  producedFrom: asDay(notice.producedFrom),
  producedTo: asDay(notice.producedTo),
})

/**
 * Opens a recall: the lots that its notice names, without those that were left out and with those that were taken in, are
 * out of use from its commit on, on every path; lots that come later and that it names join it. A notice that names
 * nothing of this clinic is kept all the same. A drill does the same and stops nothing.
 */
export const openRecall = async (
  tx: Transaction,
  actor: StaffActor,
  { notice, leaveOutLotIds, takeInLotIds, begunIso, receivedOn, ...said }: OpenRecall,
  now: () => number,
): Promise<Outcome<{ recallId: string }, OpenRefusal>> => {
  const { clinicId } = actor
  const taken = await knownLots(tx, clinicId, takeInLotIds)
  if (taken.length < new Set(takeInLotIds).size) return refused({ reason: 'not-found' })
  if (!saysAnything(notice) && taken.length === 0) return refused({ reason: 'notice-names-nothing' })
  const openedMs = now()
  // written before the lots are looked at: from here on, a lot that is added waits for this recall
  const { id: recallId } = await tx.recall.create({
    data: {
      ...{ clinicId, ...said, ...keptNotice(notice), leftOutLotIds: leaveOutLotIds, receivedOn: asDay(receivedOn) },
      ...{ byIdentityId: asIdentity(actor), byName: actor.name, openedAt: new Date(openedMs) },
      begunAt: new Date(Math.min(Date.parse(begunIso), openedMs)),
    },
    select: { id: true },
  })
  const match = matchRecall(notice, await knownLots(tx, clinicId, null))
  const left = new Set(leaveOutLotIds)
  const named = new Set(match.ok ? match.lotIds.filter((lotId) => !left.has(lotId)) : [])
  const chosen = taken.map(({ lotId }) => lotId).filter((lotId) => !named.has(lotId))
  const lots = await lockStockLots(tx, clinicId, [...named, ...chosen])
  await tx.recallLot.createMany({
    data: lots.map(({ lotId }) => ({ clinicId, recallId, lotId, how: named.has(lotId) ? 'named' : 'chosen' })),
  })
  const { people } = await totalsOf(tx, clinicId, recallId)
  await tx.recall.update({
    where: { clinicId_id: { clinicId, id: recallId } },
    data: { listedMs: Math.max(0, Math.round(now() - openedMs)) },
  })
  const detail = { lots: lots.length, people: { ...people }, leftOut: leaveOutLotIds.length }
  const action = said.kind === 'drill' ? 'begin-recall-drill' : 'open-recall'
  return done({ recallId }, { action, entityType: 'Recall', entityId: recallId, detail })
}
