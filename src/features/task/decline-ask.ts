import type { Database } from '#db/client.ts'
import { done, refused, runCommand } from '#db/command.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { StaffActor } from '#domain/actor.ts'
import { fingerprint } from '#lib/fingerprint.ts'
import type { TaskRefusal } from './complete-task.ts'

export type DeclineRefusal = TaskRefusal | { readonly reason: 'answered-already' }

/**
 * Does not allow a visit that somebody asked for: whoever asked finds it on the list again, with the reason, to arrange
 * something else with the patient. One who was asked answers for themselves, nobody for them.
 */
export const declineAsk = (
  database: Database,
  actor: StaffActor & { readonly practitionerId: string },
  { requestId, ...answer }: { readonly requestId: string; readonly taskId: string; readonly reason: string },
  nowMs: number,
) =>
  runCommand<{ taskId: string }, DeclineRefusal>(
    database,
    actor,
    { command: `decline-ask ${fingerprint(answer)}`, requestId },
    async (tx) => {
      const { clinicId, identityId, practitionerId } = actor
      const { taskId, reason } = answer
      const mine = { clinicId, id: taskId, kind: 'allow-visit', OR: [{ practitionerId: null }, { practitionerId }] }
      const asked = await tx.task.findFirst({
        where: mine,
        select: { patientId: true, appointmentId: true, detail: true },
      })
      if (asked === null) return refused({ reason: 'not-found' } as const)
      const { count } = await tx.task.updateMany({
        where: { clinicId, id: taskId, status: 'open' },
        data: { status: 'done', doneAt: new Date(nowMs), doneByIdentityId: identityId },
      })
      if (count === 0) return refused({ reason: 'answered-already' } as const)
      const { patientId, appointmentId } = asked
      const detail = { ...(asked.detail as Prisma.JsonObject), note: reason, byName: actor.name }
      await tx.task.create({
        data: { clinicId, kind: 'visit-not-allowed', status: 'open', patientId, appointmentId, detail },
      })
      return done({ taskId }, { action: 'decline-ask', entityType: 'Task', entityId: taskId, patientId })
    },
  )
