import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { lockRinging } from '#features/answer-alert/records.ts'
import { takeTasks } from '#features/task/records.ts'

export type AlertRefusal = { readonly reason: 'taken-already' }

/**
 * "I take it": everything that rings of this patient is this person's, and sounds no more for anybody until it should have been
 * closed. Then somebody else takes it over, or the same person says that they still look after it.
 */
export const takeAlert = async (
  tx: Transaction,
  actor: StaffActor,
  taskId: string,
  nowMs: number,
): Promise<Outcome<{ taskId: string; takenByName: string }, AlertRefusal>> => {
  const ringing = await lockRinging(tx, actor.clinicId, taskId, nowMs)
  const [first] = ringing
  if (first === undefined) return refused({ reason: 'taken-already' })
  const ids = ringing.map(({ id }) => id)
  await takeTasks(tx, actor, ids, nowMs)
  const audit = { action: 'take-alert', entityType: 'Task', entityId: first.id, patientId: first.patientId }
  return done({ taskId, takenByName: actor.name }, audit)
}
