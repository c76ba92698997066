import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'

/** Something for a person to do. */
export interface NewTask {
  readonly kind: string
  readonly patientId: string | null
  readonly appointmentId: string | null
  /** Whose it is; null when anybody's who may see it. */
  readonly practitionerId: string | null
  readonly detail: Prisma.InputJsonObject
}

/** Puts a task on the to-do list, unless the same is open for the same visit already. */
export const putOnList = async (tx: Transaction, clinicId: string, task: NewTask): Promise<void> => {
  if (task.appointmentId !== null) {
    const { kind, appointmentId } = task
    const open = await tx.task.findFirst({
      where: { clinicId, kind, appointmentId, status: 'open' },
      select: { id: true },
    })
    if (open !== null) return
  }
  await tx.task.create({ data: { clinicId, status: 'open', ...task } })
}

/** A visit that has moved, was cancelled or took place needs moving no more. */
export const closeTasksOfVisit = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid AND status = 'open' AND kind = 'visit-to-move'`
}
