import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { openTaskOf, takeTasks } from './records.ts'

export type TakeRefusal = { readonly reason: 'not-found' | 'answered-already' }

/** "I take it": it is theirs from now on, by name; somebody else may take it over. */
export const takeTask = async (
  tx: Transaction,
  actor: StaffActor,
  taskId: string,
  nowMs: number,
): Promise<Outcome<{ taskId: string; takenByName: string }, TakeRefusal>> => {
  const task = await openTaskOf(tx, actor, taskId)
  if (task === null) return refused({ reason: 'not-found' })
  if (task.status !== 'open') return refused({ reason: 'answered-already' })
  await takeTasks(tx, actor, [taskId], nowMs)
  const { patientId } = task
  const audit = { action: 'take-task', entityType: 'Task', entityId: taskId, patientId }
  return done({ taskId, takenByName: actor.name }, audit)
}
