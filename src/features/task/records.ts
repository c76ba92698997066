import type { Transaction } from '#db/client.ts'
import type { Prisma } from '#db/generated/client.ts'
import type { MoveReason } from './schema.ts'

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
    const open = await tx.task.findMany({
      where: { clinicId, kind, appointmentId, status: 'open' },
      select: { detail: true },
    })
    // a visit can be on the list for a cause of its own besides: taking that back must not take this off
    if (open.some(({ detail }) => !Object.hasOwn(Object(detail), 'causeId'))) return
  }
  await tx.task.create({ data: { clinicId, status: 'open', ...task } })
}

/** Why a coming visit cannot stay as it is, besides a rest that it falls into. */
export interface MoveCause {
  readonly why: MoveReason
  /** What set it off: a closing, a need, a room that is given up. Taking that back takes the task off the list. */
  readonly causeId: string
  /** What there is to say of it: the reason of a closing, a name, a language. Nothing clinical. */
  readonly about: string
}

interface ComingVisit {
  readonly id: string
  readonly patientId: string
  readonly practitionerId: string
}

/** Puts coming visits on the to-do list that do not fit any more, each once for one cause. The visits stay as they are. */
export const putVisitsToMove = async (
  tx: Transaction,
  clinicId: string,
  visits: readonly ComingVisit[],
  { why, causeId, about }: MoveCause,
): Promise<void> => {
  if (visits.length === 0) return
  const listed = await tx.task.findMany({
    where: {
      clinicId,
      kind: 'visit-to-move',
      status: 'open',
      appointmentId: { in: visits.map(({ id }) => id) },
      detail: { path: ['causeId'], equals: causeId },
    },
    select: { appointmentId: true },
  })
  const already = new Set(listed.map(({ appointmentId }) => appointmentId))
  await tx.task.createMany({
    data: visits
      .filter(({ id }) => !already.has(id))
      .map(({ id: appointmentId, patientId, practitionerId }) => ({
        ...{ clinicId, kind: 'visit-to-move', status: 'open' },
        ...{ appointmentId, patientId, practitionerId, detail: { why, causeId, about } },
      })),
  })
}

/** What set visits off was taken back: they can stay. */
export const closeTasksOfCause = async (tx: Transaction, clinicId: string, causeId: string): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND status = 'open' AND kind = 'visit-to-move' AND detail ->> 'causeId' = ${causeId}`
}

/** A visit that has moved, was cancelled or took place needs moving no more. */
export const closeTasksOfVisit = async (tx: Transaction, clinicId: string, appointmentId: string): Promise<void> => {
  await tx.$executeRaw`
    UPDATE task SET status = 'done', done_at = app_now()
    WHERE clinic_id = ${clinicId}::uuid AND appointment_id = ${appointmentId}::uuid AND status = 'open' AND kind = 'visit-to-move'`
}
