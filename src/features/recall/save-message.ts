import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockRecall } from './records.ts'

export interface Message {
  readonly recallId: string
  readonly version: number
  readonly en: string
  readonly de: string
}

export type MessageRefusal = { readonly reason: 'not-found' | 'stale-version' }

/** Says what people are told from now on. What was said before stays with each attempt. */
export const saveMessage = async (
  tx: Transaction,
  { clinicId }: StaffActor,
  { recallId, version, en, de }: Message,
): Promise<Outcome<{ en: string; de: string; version: number }, MessageRefusal>> => {
  const recall = await lockRecall(tx, clinicId, recallId)
  if (recall === null) return refused({ reason: 'not-found' })
  if (recall.version !== version) return refused({ reason: 'stale-version' })
  await tx.recall.update({
    where: { clinicId_id: { clinicId, id: recallId } },
    data: { messageEn: en, messageDe: de, version: version + 1 },
  })
  return done(
    { en, de, version: version + 1 },
    { action: 'change-recall-message', entityType: 'Recall', entityId: recallId },
  )
}
