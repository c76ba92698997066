import { asIdentity } from '#db/audit.ts'
import type { Transaction } from '#db/client.ts'
import { done, type Outcome, refused } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { openTaskOf, takeTasks } from './records.ts'
import type { TaskOutcome } from './schema.ts'
import type { TakeRefusal } from './take-task.ts'

export interface Closing {
  readonly taskId: string
  readonly outcome: TaskOutcome
  /** What was done, in words. */
  readonly note: string
}

/** Closes what a patient answered, with what came of it. Nobody closes it silently; who closes it has taken it. */
export const closeTask = async (
  tx: Transaction,
  actor: StaffActor,
  { taskId, outcome, note }: Closing,
  nowMs: number,
): Promise<Outcome<{ taskId: string }, TakeRefusal>> => {
  const { clinicId } = actor
  const task = await openTaskOf(tx, actor, taskId)
  if (task === null) return refused({ reason: 'not-found' })
  if (task.status !== 'open') return refused({ reason: 'answered-already' })
  if (task.takenAt === null) await takeTasks(tx, actor, [taskId], nowMs)
  await tx.task.updateMany({
    where: { clinicId, id: taskId, status: 'open' },
    data: { status: 'done', doneAt: new Date(nowMs), doneByIdentityId: asIdentity(actor), outcome, note },
  })
  const { patientId } = task
  return done(
    { taskId },
    { action: 'close-task', entityType: 'Task', entityId: taskId, patientId, detail: { outcome } },
  )
}
