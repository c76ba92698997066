import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import { tasksFor, WITH_A_NOTE } from './access.ts'

export type TaskRefusal = { readonly reason: 'not-found' | 'recall-goes-on' | 'note-needed' }

/** Ticks a task off. One that somebody has already ticked off stays theirs; telling people of a recall ends with them told. */
export const completeTask = (
  database: Database,
  actor: StaffActor,
  { requestId, taskId }: { readonly requestId: string; readonly taskId: string },
  nowMs: number,
) =>
  runCommand<{ taskId: string }, TaskRefusal>(
    database,
    actor,
    { command: `complete-task ${fingerprint(taskId)}`, requestId },
    async (tx) => {
      const { clinicId, identityId } = actor
      const { kinds, practitionerId } = tasksFor(actor)
      const task = await tx.task.findFirst({
        where: {
          clinicId,
          id: taskId,
          ...(kinds !== null && { kind: { in: [...kinds] } }),
          ...(practitionerId !== null && { OR: [{ practitionerId: null }, { practitionerId }] }),
        },
        select: { patientId: true, kind: true, checkInId: true, dueAt: true },
      })
      if (task === null) return refused({ reason: 'not-found' } as const)
      if (task.kind === 'recall-to-tell') return refused({ reason: 'recall-goes-on' } as const)
      if (task.checkInId !== null || task.dueAt !== null || WITH_A_NOTE.includes(task.kind))
        return refused({ reason: 'note-needed' } as const)
      await tx.task.updateMany({
        where: { clinicId, id: taskId, status: 'open' },
        data: { status: 'done', doneAt: new Date(nowMs), doneByIdentityId: identityId },
      })
      const { patientId } = task
      return done({ taskId }, { action: 'complete-task', entityType: 'Task', entityId: taskId, patientId })
    },
  )
