import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import type { ClosedFor } from '#domain/sharps/container.ts'
import { uuidv7 } from '#lib/ids.ts'

export interface Opening {
  readonly roomId: string
  /** What stands on it: its number, or the day. */
  readonly label: string
  /** What became of the one before, when there was one. */
  readonly beforeClosedFor: ClosedFor
}

/** A new container is in use in the room; the one before is closed with it. */
export const openContainer = async (
  tx: Transaction,
  actor: StaffActor,
  { roomId, label, beforeClosedFor }: Opening,
  nowMs: number,
): Promise<Outcome<{ containerId: string }, { readonly reason: 'not-found' }>> => {
  const { clinicId } = actor
  // one after the other: two who open one at once do not leave two in use; the room itself is the owner's to lock
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${clinicId} sharps ${roomId}`}, 0))::text`
  const rooms = await tx.room.count({ where: { clinicId, id: roomId, active: true } })
  if (rooms === 0) return refused({ reason: 'not-found' })
  const at = new Date(nowMs)
  await tx.sharpsContainer.updateMany({
    where: { clinicId, roomId, closedAt: null },
    data: { closedAt: at, closedByName: actor.name, closedFor: beforeClosedFor },
  })
  const containerId = uuidv7()
  await tx.sharpsContainer.createMany({
    data: { clinicId, id: containerId, roomId, label, openedAt: at, openedByName: actor.name },
  })
  return done(
    { containerId },
    { action: 'open-sharps-container', entityType: 'SharpsContainer', entityId: containerId },
  )
}
