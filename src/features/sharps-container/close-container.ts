import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { ClosedFor } from '#domain/sharps/container.ts'

export interface Closing {
  readonly containerId: string
  readonly closedFor: ClosedFor
}

/** Takes a container out of use. The room has none until the next is opened. */
export const closeContainer = async (
  tx: Transaction,
  actor: StaffActor,
  { containerId: id, closedFor }: Closing,
  nowMs: number,
): Promise<Outcome<{ containerId: string }, { readonly reason: 'not-found' | 'container-closed' }>> => {
  const { clinicId } = actor
  const known = await tx.sharpsContainer.count({ where: { clinicId, id } })
  if (known === 0) return refused({ reason: 'not-found' })
  const { count } = await tx.sharpsContainer.updateMany({
    where: { clinicId, id, closedAt: null },
    data: { closedAt: new Date(nowMs), closedByName: actor.name, closedFor },
  })
  if (count === 0) return refused({ reason: 'container-closed' })
  const audit = { action: 'close-sharps-container', entityType: 'SharpsContainer', entityId: id }
  return done({ containerId: id }, { ...audit, detail: { closedFor } })
}
